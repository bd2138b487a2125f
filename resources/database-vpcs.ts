import type { Resource } from "./resource";
import type { Stack } from "./stack";

const groups = ["aws:rds/subnetGroup:SubnetGroup", "aws-native:rds:DbSubnetGroup"] as const;
const subnets = ["aws:ec2/subnet:Subnet", "aws-native:ec2:Subnet"] as const;
const vpcs = ["aws:ec2/vpc:Vpc", "aws-native:ec2:Vpc"] as const;

/** What `databaseVpcs` reads. */
export const databaseVpcReads = {
  [groups[0]]: ["subnetIds"],
  [groups[1]]: ["subnetIds"],
  [subnets[0]]: ["vpcId"],
  [subnets[1]]: ["vpcId"],
  [vpcs[0]]: [],
  [vpcs[1]]: [],
} as const;

/** The VPCs in which a subnet group puts databases. */
export function databaseVpcs(stack: Stack): ReadonlySet<Resource> {
  const named = stack.ofType(...groups).flatMap((group) => {
    return stack.follow(group, group.get("subnetIds"), ...subnets).resources;
  });
  return new Set(named.flatMap((subnet) => stack.follow(subnet, subnet.get("vpcId"), ...vpcs).resources));
}
