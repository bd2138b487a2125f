import { AwsError } from "../../ground/aws-error";
import type { Reads } from "../../state/store";
import type { Caller } from "../services";
import type { DbInstance } from "./entities";
import { findSubnetGroup } from "./find";
import { subnetsOf } from "./subnet-group";

/** Whether every subnet has an IPv6 range: what dual-stack mode needs. */
export function supportsDual(reads: Reads, subnetIds: readonly string[]): boolean {
  return subnetsOf(reads, subnetIds).every(({ data }) => data.ipv6CidrBlock !== undefined);
}

/** Dual-stack mode: in subnets that have both families, and private (RDS guide, "Dual-stack mode"). */
export function checkNetworkType(
  reads: Reads,
  caller: Caller,
  {
    networkType,
    dbSubnetGroupName,
    publiclyAccessible = false,
  }: Pick<DbInstance, "networkType" | "dbSubnetGroupName"> & Partial<Pick<DbInstance, "publiclyAccessible">>,
): void {
  if (networkType !== "DUAL") return;
  const group = findSubnetGroup(reads, caller, dbSubnetGroupName);
  if (!supportsDual(reads, group.data.subnetIds)) {
    const message = `The DB subnet group ${dbSubnetGroupName} doesn't support the network type DUAL: a subnet of it has no IPv6 CIDR block.`;
    throw new AwsError("NetworkTypeNotSupported", message);
  }
  if (!publiclyAccessible) return;
  const message = "A DB instance with the network type DUAL can't be publicly accessible.";
  throw new AwsError("InvalidParameterCombination", message);
}
