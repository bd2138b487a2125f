import type { Resource } from "./resource";
import type { Stack } from "./stack";
import { subnetTypes, vpcTypes } from "./type-pairs";

const groups = ["aws:rds/subnetGroup:SubnetGroup", "aws-native:rds:DbSubnetGroup"] as const;

/** What `databaseVpcs` reads. */
export const databaseVpcReads = {
  [groups[0]]: ["subnetIds"],
  [groups[1]]: ["subnetIds"],
  [subnetTypes[0]]: ["vpcId"],
  [subnetTypes[1]]: ["vpcId"],
  [vpcTypes[0]]: [],
  [vpcTypes[1]]: [],
} as const;

/** The VPCs in which a subnet group puts databases. */
export function databaseVpcs(stack: Stack): ReadonlySet<Resource> {
  const named = stack.ofType(...groups).flatMap((group) => {
    return stack.follow(group, group.get("subnetIds"), ...subnetTypes).resources;
  });
  return new Set(named.flatMap((subnet) => stack.follow(subnet, subnet.get("vpcId"), ...vpcTypes).resources));
}
