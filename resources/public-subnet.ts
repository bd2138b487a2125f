import type { Resource } from "./resource";
import { isDefaultRoute, isInternetGateway, routeReads, routesIn } from "./route-tables";
import type { Stack } from "./stack";
import { subnetTypes, vpcTypes } from "./type-pairs";

const defaultSubnet = "aws:ec2/defaultSubnet:DefaultSubnet";
const defaultVpc = "aws:ec2/defaultVpc:DefaultVpc";
const tableTypes = ["aws:ec2/routeTable:RouteTable", "aws-native:ec2:RouteTable"] as const;
const routeTypes = ["aws:ec2/route:Route", "aws-native:ec2:Route"] as const;
const defaultTable = "aws:ec2/defaultRouteTable:DefaultRouteTable";
const mainAssociation = "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation";
const associations = [
  "aws:ec2/routeTableAssociation:RouteTableAssociation",
  "aws-native:ec2:SubnetRouteTableAssociation",
] as const;

/** What `publicReason` reads; a rule that uses it declares the same. */
export const publicSubnetReads = {
  ...routeReads,
  [subnetTypes[0]]: ["mapPublicIpOnLaunch", "vpcId"],
  [subnetTypes[1]]: ["mapPublicIpOnLaunch", "vpcId"],
  [defaultSubnet]: ["mapPublicIpOnLaunch"],
  [defaultVpc]: [],
  [tableTypes[1]]: [],
  [vpcTypes[0]]: [],
  [vpcTypes[1]]: [],
  [mainAssociation]: ["vpcId", "routeTableId"],
  [associations[0]]: ["subnetId", "routeTableId"],
  [associations[1]]: ["subnetId", "routeTableId"],
  "aws:ec2/internetGateway:InternetGateway": [],
  "aws-native:ec2:InternetGateway": [],
  "aws:ec2/vpnGateway:VpnGateway": [],
  "aws:ec2/carrierGateway:CarrierGateway": [],
  "aws:ec2/vpcEndpoint:VpcEndpoint": [],
  "aws-native:ec2:VpcEndpoint": [],
} as const;

/** Those that AWS made, too. */
export const allSubnetTypes = [...subnetTypes, defaultSubnet] as const;

/** Why a subnet counts as public, as the end of a sentence about it; `undefined` if nothing shows that it is. */
export function publicReason(stack: Stack, subnet: Resource): string | undefined {
  const addresses = subnet.get("mapPublicIpOnLaunch");
  // Off where it is left out, but on for the subnets AWS made.
  const on = addresses.flag() === true || (subnet.type === defaultSubnet && addresses.absent);
  if (on) return "gives out public addresses";
  const associated = associations.flatMap((type) => stack.referrers(subnet, "subnetId", type));
  if (associated.length === 0 && isOfDefaultVpc(stack, subnet)) return "is part of the default VPC, which is public";
  const tables = associated.length > 0 ? associated.flatMap((it) => tablesNamed(stack, it)) : mainTables(stack, subnet);
  return tables.some((table) => hasInternetRoute(stack, table)) ? "has a route to an internet gateway" : undefined;
}

function isOfDefaultVpc(stack: Stack, subnet: Resource): boolean {
  if (subnet.type === defaultSubnet) return true;
  const { resources, certain } = stack.follow(subnet, subnet.get("vpcId"), defaultVpc, ...vpcTypes);
  return certain && resources.length > 0 && resources.every(({ type }) => type === defaultVpc);
}

const tablesNamed = (stack: Stack, from: Resource): readonly Resource[] => {
  const { resources, certain } = stack.follow(from, from.get("routeTableId"), ...tableTypes, defaultTable, ...vpcTypes);
  return certain ? resources : [];
};

/** A subnet nobody gave a table follows the VPC's main one: the VPC's own, an adopted one, or one put in its place. */
function mainTables(stack: Stack, subnet: Resource): readonly Resource[] {
  const { resources: vpcs } = stack.follow(subnet, subnet.get("vpcId"), ...vpcTypes);
  return vpcs.flatMap((vpc) => {
    const replaced = stack.referrers(vpc, "vpcId", mainAssociation).flatMap((it) => tablesNamed(stack, it));
    return replaced.length > 0 ? replaced : [vpc, ...stack.referrers(vpc, "defaultRouteTableId", defaultTable)];
  });
}

function hasInternetRoute(stack: Stack, table: Resource): boolean {
  const holders = [table, ...stack.referrers(table, "routeTableId", ...routeTypes)];
  return holders.some((holder) =>
    routesIn(holder).some((route) => isDefaultRoute(route) && isInternetGateway(stack, holder, route.gateway)),
  );
}
