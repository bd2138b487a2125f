import type { Entity, Reads } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { subnetKind, type Subnet } from "../ec2/entities";
import { entityOf } from "../entity-of";
import { allOwned, owned } from "../owned";
import type { Caller, Services } from "../services";
import { dbClusterKind } from "./clusters/entities";
import { membersOf } from "./clusters/find";
import { dbInstanceKind, dbSubnetGroupKind, type DbSubnetGroup } from "./entities";
import { findSubnetGroup, subnetGroupArn, subnetGroupOf } from "./find";

/** What a caller may change about a subnet group. */
export type SubnetGroupSettings = Pick<DbSubnetGroup, "dbSubnetGroupDescription" | "subnetIds" | "tags">;

/** CreateDBSubnetGroup: subnets of one VPC in at least two zones. */
export function createSubnetGroup(
  services: Pick<Services, "store">,
  caller: Caller,
  request: SubnetGroupSettings & Pick<DbSubnetGroup, "dbSubnetGroupName">,
): Promise<Entity<DbSubnetGroup>> {
  const name = request.dbSubnetGroupName;
  return services.store.transaction((transaction) => {
    if (!/^[a-z0-9. _-]{1,255}$/.test(name) || name === "default") {
      const message = `The parameter DBSubnetGroupName is not a valid identifier. It must have 1-255 lower-case letters, digits, periods, underscores, spaces and hyphens, and not be "default".`;
      throw new AwsError("InvalidParameterValue", message);
    }
    if (subnetGroupOf(transaction, caller, name) !== undefined) {
      throw new AwsError("DBSubnetGroupAlreadyExists", `The DB subnet group '${name}' already exists.`);
    }
    const vpcId = checkSubnets(transaction, caller, request.subnetIds);
    const arn = subnetGroupArn(caller, name);
    const group = entityOf(dbSubnetGroupKind, arn, arn, caller, { ...request, vpcId });
    transaction.put(group);
    return group;
  });
}

/** ModifyDBSubnetGroup: stays in its VPC, and keeps the subnets its instances sit in. */
export function modifySubnetGroup(
  services: Pick<Services, "store">,
  caller: Caller,
  name: string,
  settings: SubnetGroupSettings,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const group = findSubnetGroup(transaction, caller, name);
    const vpcId = checkSubnets(transaction, caller, settings.subnetIds);
    if (vpcId !== group.data.vpcId) {
      throw new AwsError(
        "InvalidParameterValue",
        "The new Subnets are not in the same Vpc as the existing subnet group",
      );
    }
    const zones = subnetsOf(transaction, settings.subnetIds).map((it) => it.data.availabilityZone);
    for (const { identifier, used } of usersOf(transaction, caller, name)) {
      const lost = used.find((zone) => !zones.includes(zone));
      if (lost !== undefined) {
        const message = `Some of the subnets to be deleted are currently in use: ${identifier} is in ${lost}`;
        throw new AwsError("SubnetAlreadyInUse", message);
      }
    }
    transaction.put({ ...group, data: { ...group.data, ...settings } });
  });
}

/** DeleteDBSubnetGroup: refused while an instance uses it. */
export function deleteSubnetGroup(services: Pick<Services, "store">, caller: Caller, name: string): Promise<void> {
  return services.store.transaction((transaction) => {
    const group = findSubnetGroup(transaction, caller, name);
    const [user] = usersOf(transaction, caller, name);
    if (user !== undefined) {
      const message = `Cannot delete the subnet group '${name}' because at least one database ${user.what}: ${user.identifier} is still using it.`;
      throw new AwsError("InvalidDBSubnetGroupStateFault", message);
    }
    transaction.delete(dbSubnetGroupKind, group.id);
  });
}

/** The subnets that exist, in the order of their ids. */
export function subnetsOf(reads: Reads, subnetIds: readonly string[]): readonly Entity<Subnet>[] {
  return subnetIds.map((id) => reads.get(subnetKind, id)).filter((it) => it !== undefined);
}

interface User {
  readonly what: "instance" | "cluster";
  readonly identifier: string;
  /** The zones it sits in. */
  readonly used: readonly string[];
}

function usersOf(reads: Reads, caller: Caller, name: string): readonly User[] {
  const instances = allOwned(reads, dbInstanceKind, caller).filter((it) => it.data.dbSubnetGroupName === name);
  const clusters = allOwned(reads, dbClusterKind, caller).filter((it) => it.data.dbSubnetGroupName === name);
  return [
    ...instances.map(({ data }): User => {
      const used = [data.availabilityZone, data.secondaryAvailabilityZone].filter((it) => it !== undefined);
      return { what: "instance", identifier: data.dbInstanceIdentifier, used };
    }),
    ...clusters.map(({ id, data }): User => {
      const used = membersOf(reads, id).map((it) => it.data.availabilityZone);
      return { what: "cluster", identifier: data.dbClusterIdentifier, used };
    }),
  ];
}

/** The VPC they all belong to. */
function checkSubnets(reads: Reads, caller: Caller, subnetIds: readonly string[]): string {
  const missing = subnetIds.filter((id) => owned(reads, subnetKind, id, caller) === undefined);
  const subnets = subnetsOf(reads, subnetIds);
  const vpcs = [...new Set(subnets.map((it) => it.data.vpcId))];
  if (missing.length > 0 || vpcs.length > 1) {
    const invalid = missing.length > 0 ? missing : subnetIds;
    throw new AwsError("InvalidSubnet", `Some input subnets in :[${invalid.join(", ")}] are invalid.`);
  }
  const zones = [...new Set(subnets.map((it) => it.data.availabilityZone))];
  if (zones.length < 2) {
    throw new AwsError(
      "DBSubnetGroupDoesNotCoverEnoughAZs",
      `The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: ${zones.join(", ")}. Add subnets to cover at least 2 AZs.`,
    );
  }
  return vpcs[0] ?? "";
}
