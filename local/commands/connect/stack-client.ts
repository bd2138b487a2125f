import type { Client } from "../../../reachability/client";
import type { StackClient, StackDatabase } from "../../client/stack-databases";
import type { ConnectArguments } from "../connect-arguments";
import { UsageError } from "./usage-error";

/** A database with the name its stack has for it. */
export interface NamedDatabase extends StackDatabase {
  readonly name: string;
}

/** The database that is asked for, or the only one. @throws UsageError */
export function chooseDatabase(
  { stack, database: asked }: Pick<ConnectArguments, "stack" | "database">,
  { client, databases }: StackClient,
): NamedDatabase {
  const names = Object.keys(databases);
  const name = asked ?? (names.length === 1 ? names[0] : undefined);
  if (names.length > 0 && name === undefined) {
    throw new UsageError(`--database must be one of ${names.join(", ")}`);
  }
  const found = name === undefined ? undefined : databases[name];
  if (name !== undefined && found !== undefined) return { ...found, name };
  if (asked === undefined) {
    throw new UsageError(
      `stack ${stack} knows no database; nothing is shared with account ${client.account}: name it in sharedWith of a ` +
        `database of the producer's stack, and deploy the producer's stack, then ${stack}`,
    );
  }
  throw new UsageError(`--database "${asked}": stack ${stack} knows ${names.length === 0 ? "none" : names.join(", ")}`);
}

type ClientArguments = Pick<
  ConnectArguments,
  "account" | "region" | "vpcId" | "subnetId" | "securityGroupIds" | "sourceIp"
>;

/** Another account has other VPCs than the stack's client, and another VPC other subnets and security groups. */
export function clientFor(args: ClientArguments, own: Client): Client {
  const elsewhere =
    (args.vpcId !== undefined && args.vpcId !== own.vpcId) ||
    (args.account !== undefined && args.account !== own.account);
  const base = elsewhere ? { account: own.account, region: own.region, securityGroupIds: [] } : own;
  const { account, region, vpcId, subnetId, securityGroupIds, sourceIp } = args;
  const given = { account, region, vpcId, subnetId, securityGroupIds, sourceIp };
  return { ...base, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
}
