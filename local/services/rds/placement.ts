import type { Entity, Reads, Transaction } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { createNetworkInterface, deleteNetworkInterfaces } from "../ec2/addresses";
import type { Caller, Ids } from "../services";
import type { DbInstance, DbSubnetGroup } from "./entities";
import { findSubnetGroup } from "./find";
import { subnetsOf } from "./subnet-group";

/** Where an instance sits. */
export type Placement = Pick<DbInstance, "vpcId" | "availabilityZone" | "secondaryAvailabilityZone">;

/**
 * Zones of the subnet group: the one asked for or had before, else the group's first; with Multi-AZ the next one too.
 * @param wanted set only where the caller asks for a zone; RDS refuses that together with Multi-AZ.
 */
export function placementOf(
  reads: Reads,
  group: Entity<DbSubnetGroup>,
  instance: Pick<DbInstance, "multiAZ">,
  wanted: string | undefined,
  before?: Placement,
): Placement {
  if (instance.multiAZ && wanted !== undefined) {
    const message = "Requesting a specific availability zone is not valid for Multi-AZ instances.";
    throw new AwsError("InvalidParameterCombination", message);
  }
  const zones = [...new Set(subnetsOf(reads, group.data.subnetIds).map((it) => it.data.availabilityZone))];
  if (wanted !== undefined && !zones.includes(wanted)) {
    const message = `The DB subnet group ${group.data.dbSubnetGroupName} has no subnet in availability zone ${wanted}, only in ${zones.join(", ")}.`;
    throw new AwsError("InvalidVPCNetworkStateFault", message);
  }
  const kept = [wanted, before?.availabilityZone].find((zone) => zone !== undefined && zones.includes(zone));
  const availabilityZone = kept ?? zones[0] ?? "";
  const standby = zones.find((zone) => zone !== availabilityZone);
  const { vpcId } = group.data;
  if (!instance.multiAZ || standby === undefined) return { vpcId, availabilityZone };
  return { vpcId, availabilityZone, secondaryAvailabilityZone: standby };
}

/** What takes addresses: an instance, or one of a cluster. */
interface Placed {
  readonly arn: string;
  readonly data: Pick<
    DbInstance,
    "dbSubnetGroupName" | "availabilityZone" | "secondaryAvailabilityZone" | "vpcSecurityGroupIds"
  >;
}

/** Takes one address in each zone the instance sits in, in place of those it had. */
export function putInterfaces(
  transaction: Transaction,
  ids: Pick<Ids, "hex">,
  caller: Caller,
  { arn, data }: Placed,
): void {
  deleteNetworkInterfaces(transaction, arn);
  const group = findSubnetGroup(transaction, caller, data.dbSubnetGroupName);
  const subnets = subnetsOf(transaction, group.data.subnetIds);
  for (const zone of [data.availabilityZone, data.secondaryAvailabilityZone]) {
    const subnet = subnets.find((it) => it.data.availabilityZone === zone);
    if (subnet === undefined) continue;
    createNetworkInterface(transaction, ids, caller, {
      subnetId: subnet.id,
      groups: data.vpcSecurityGroupIds,
      interfaceType: "interface",
      description: "RDSNetworkInterface",
      requester: arn,
    });
  }
}
