import { AwsError } from "../../../ground/aws-error";
import type { Reads } from "../../../state/store";
import { subnetKind } from "../../ec2/entities";
import { letsServiceAssume } from "../../iam/service-role";
import { owned } from "../../owned";
import { secretKind } from "../../secrets-manager/entities";
import type { Caller, Services } from "../../services";
import { checkSecurityGroups } from "../check-surroundings";
import { invalidValue } from "../database-checks";
import type { ConnectionPoolConfig, DbProxy } from "./entities";

type Needs = Pick<Services, "store" | "clock" | "settings">;

/** The rules for a proxy, new or changed (CreateDBProxy and ModifyDBProxy, API reference). */
export function checkProxy(services: Needs, caller: Caller, proxy: DbProxy): void {
  const { idleClientTimeout: seconds, auth, defaultAuthScheme } = proxy;
  if (seconds < 1 || seconds > 28_800) {
    throw invalidValue(`Invalid IdleClientTimeout: ${seconds}. It must be between 1 and 28800 seconds.`);
  }
  if (auth.length === 0 && defaultAuthScheme === "NONE") {
    throw invalidValue("Auth must be specified when DefaultAuthScheme is NONE.");
  }
  for (const { secretArn } of auth) checkSecret(services.store, caller, secretArn);
  if (!letsServiceAssume(services, caller, proxy.roleArn, "rds.amazonaws.com")) {
    throw invalidValue(`The IAM role ${proxy.roleArn} does not exist, or RDS can't assume it.`);
  }
  checkSecurityGroups(services.store, caller, proxy);
}

/** The one VPC of subnets in at least two zones. */
export function vpcOfSubnets(reads: Reads, caller: Caller, subnetIds: readonly string[]): string {
  const subnets = subnetIds.map((id) => owned(reads, subnetKind, id, caller));
  const missing = subnetIds.filter((_, index) => subnets[index] === undefined);
  if (missing.length > 0) {
    throw new AwsError("InvalidSubnet", `Some input subnets in :[${missing.join(", ")}] are invalid.`);
  }
  const found = subnets.filter((it) => it !== undefined);
  const [vpcId, ...others] = new Set(found.map((it) => it.data.vpcId));
  if (vpcId === undefined || others.length > 0) {
    throw new AwsError("InvalidSubnet", `Subnets [${subnetIds.join(", ")}] are not all in one VPC.`);
  }
  const zones = new Set(found.map((it) => it.data.availabilityZone));
  if (zones.size < 2) {
    const message = `The subnets cover ${[...zones].join(", ")} only. Add subnets to cover at least 2 AZs.`;
    throw new AwsError("InvalidSubnet", message);
  }
  return vpcId;
}

export function checkPool({ engineFamily }: DbProxy, config: ConnectionPoolConfig): void {
  const { maxConnectionsPercent: most, maxIdleConnectionsPercent: idle, connectionBorrowTimeout: seconds } = config;
  if (most < 1 || most > 100)
    throw invalidValue(`Invalid MaxConnectionsPercent: ${most}. It must be between 1 and 100.`);
  if (idle < 0 || idle > most) {
    throw invalidValue(
      `Invalid MaxIdleConnectionsPercent: ${idle}. It must be between 0 and MaxConnectionsPercent, ${most}.`,
    );
  }
  if (seconds < 0 || seconds > 300) {
    throw invalidValue(`Invalid ConnectionBorrowTimeout: ${seconds}. It must be between 0 and 300 seconds.`);
  }
  if (config.sessionPinningFilters.length > 0 && engineFamily !== "MYSQL") {
    throw invalidValue(`SessionPinningFilters are not supported for the engine family ${engineFamily}.`);
  }
}

function checkSecret(reads: Reads, caller: Caller, secretArn: string): void {
  const found = reads.list(secretKind, ({ arn }) => arn === secretArn)[0];
  if (found?.account === caller.account && found.region === caller.region) return;
  throw invalidValue(`The secret ${secretArn} does not exist in this account and Region.`);
}
