import type { Entity, Reads } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { internetGatewayKind, securityGroupKind, vpcKind } from "../ec2/entities";
import { letsServiceAssume } from "../iam/service-role";
import type { Key } from "../kms/entities";
import { usableKey } from "../kms/use-key";
import { owned } from "../owned";
import type { Caller, Services } from "../services";
import { checkNetworkType } from "./check-network-type";
import { engineOfFamily, familyOf, type Engine } from "./engines";
import type { DbInstance } from "./entities";
import { findParameterGroup } from "./find";

type Needs = Pick<Services, "store" | "clock" | "settings">;

/** The rules about what the instance refers to: groups, keys, roles and the VPC. */
export function checkSurroundings(services: Needs, caller: Caller, engine: Engine, instance: DbInstance): void {
  const reads = services.store;
  checkSecurityGroups(reads, caller, instance);
  checkParameterGroup(reads, caller, engine, instance);
  for (const key of [instance.kmsKeyId, instance.performanceInsightsKmsKeyId]) {
    if (key !== undefined) findUsableKey(reads, caller, key);
  }
  checkMonitoring(services, caller, instance);
  checkNetworkType(reads, caller, instance);
  if (instance.publiclyAccessible) checkIsPublic(reads, instance.vpcId);
}

/** The key RDS encrypts with, or `KMSKeyNotAccessibleFault`. */
export function findUsableKey(reads: Reads, caller: Caller, reference: string): Entity<Key> {
  const key = usableKey(reads, caller, reference);
  if (key !== undefined) return key;
  const message = `The specified KMS key [${reference}] does not exist, is not enabled or you do not have permissions to access it.`;
  throw new AwsError("KMSKeyNotAccessibleFault", message);
}

/** The security groups are there, and in the VPC. */
export function checkSecurityGroups(
  reads: Reads,
  caller: Caller,
  { vpcId, vpcSecurityGroupIds }: Pick<DbInstance, "vpcId" | "vpcSecurityGroupIds">,
): void {
  for (const id of vpcSecurityGroupIds) {
    const group = owned(reads, securityGroupKind, id, caller);
    if (group === undefined) {
      throw new AwsError("InvalidParameterValue", `Invalid security group , groupId= ${id}, groupName=.`);
    }
    if (group.data.vpcId !== vpcId) {
      const message = `The DB instance and EC2 security group are in different VPCs. The DB instance is in ${vpcId} and the EC2 security group is in ${group.data.vpcId}`;
      throw new AwsError("InvalidParameterCombination", message);
    }
  }
}

function checkParameterGroup(reads: Reads, caller: Caller, engine: Engine, instance: DbInstance): void {
  const name = instance.dbParameterGroupName;
  const wanted = familyOf(engine, instance.engineVersion);
  const isDefault = name.startsWith("default.") && engineOfFamily(name.slice("default.".length)) !== undefined;
  const family = isDefault
    ? name.slice("default.".length)
    : findParameterGroup(reads, caller, name).data.dbParameterGroupFamily;
  if (family === wanted) return;
  throw new AwsError(
    "InvalidParameterCombination",
    `The parameter group ${name} with DBParameterGroupFamily ${family} cannot be used for this instance. Please use a Parameter group with DBParameterGroupFamily ${wanted}`,
  );
}

/** The role of Enhanced Monitoring is there, and trusts it. */
export function checkMonitoring(
  services: Needs,
  caller: Caller,
  {
    monitoringInterval,
    monitoringRoleArn,
  }: { readonly monitoringInterval: number; readonly monitoringRoleArn?: string | undefined },
): void {
  if (monitoringInterval === 0) return;
  if (monitoringRoleArn === undefined) {
    const message = "A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0.";
    throw new AwsError("InvalidParameterCombination", message);
  }
  if (!letsServiceAssume(services, caller, monitoringRoleArn, "monitoring.rds.amazonaws.com")) {
    const message =
      "IAM role ARN value is invalid or does not include the required permissions for: ENHANCED_MONITORING";
    throw new AwsError("InvalidParameterValue", message);
  }
}

export function checkIsPublic(reads: Reads, vpcId: string): void {
  const vpc = reads.get(vpcKind, vpcId);
  const refusal = (why: string): AwsError =>
    new AwsError(
      "InvalidVPCNetworkStateFault",
      `Cannot create a publicly accessible DBInstance. The specified VPC ${vpcId} ${why}. Update the VPC and then try again`,
    );
  if (!reads.list(internetGatewayKind).some((it) => it.data.vpcId === vpcId)) {
    throw refusal("has no internet gateway attached");
  }
  if (vpc?.data.enableDnsSupport !== true || !vpc.data.enableDnsHostnames) {
    throw refusal("does not support DNS resolution, DNS hostnames, or both");
  }
}
