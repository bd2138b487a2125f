import { isUnknown, unknown, type Maybe } from "../../reachability/maybe";
import type { Database, Topology } from "../../reachability/topology";
import { databasePort } from "../../resources/database-path";
import { clusterState } from "./clusters";
import { loginFacts } from "./database-logins";
import type { Groups } from "../network/groups";
import type { Item } from "../inventory/item";
import { vpcOf, vpcOfFirst } from "../network/network";
import type { References } from "../inventory/references";
import { isActive } from "../inventory/status";
import { types } from "../inventory/resource-types";

/** DB instances, and DB clusters as one database each: instances of a cluster are part of it. */
export function databases(groups: Groups): Topology["databases"] {
  const { inventory } = groups.references;
  const stateOf = clusterState(groups.references);
  const alone = inventory.eachOf(...types.instance).filter((item) => item.get("dbClusterIdentifier").absent);
  return [
    ...alone.map((item) => ({
      ...databaseNode(groups, item),
      publiclyAccessible: instancePrivacy(item),
      available: instanceAvailability(item),
    })),
    ...inventory.eachOf(...types.cluster).map((item) => ({ ...databaseNode(groups, item), ...stateOf(item) })),
  ];
}

function databaseNode(groups: Groups, item: Item): Omit<Database, "publiclyAccessible" | "available" | "cluster"> {
  const { id, name, account, region, resource } = item;
  const security = item.told(
    resource.type === "aws-native:rds:DbInstance" ? "vpcSecurityGroups" : "vpcSecurityGroupIds",
  );
  const securityGroupIds = security.absent ? unknown(item.until(security)) : groups.many(item, security);
  return {
    id,
    arn: item.arn ?? unknown(`the ARN of ${name} is known`),
    name: identifierOf(item),
    account,
    region,
    ...placeOf(groups, item, securityGroupIds),
    securityGroupIds,
    port: portOf(item),
    address: addressOf(item),
    ...loginFacts(groups.references, item),
  };
}

function identifierOf(item: Item): string {
  const properties = ["identifier", "clusterIdentifier", "dbInstanceIdentifier", "dbClusterIdentifier"];
  return properties.map((property) => item.get(property).text()).find((text) => text !== undefined) ?? item.name;
}

/** All subnets of its subnet group, and the VPC these are in. */
function placeOf(
  { references }: Groups,
  item: Item,
  securityGroupIds: Maybe<readonly string[]>,
): Pick<Database, "vpcId" | "subnetIds"> {
  const field = item.told("dbSubnetGroupName");
  const group = references.target(item, field, types.subnetGroup);
  if (typeof group === "object" && !isUnknown(group)) {
    const subnetIds = references.many(group, group.get("subnetIds"), types.subnet);
    return { subnetIds, vpcId: vpcOfSubnetGroup(references, group) };
  }
  const until = typeof group === "string" ? `the subnet group ${group} is known` : item.until(field);
  // A database's security groups are of its VPC.
  return { subnetIds: unknown(until), vpcId: vpcOfFirst(references, securityGroupIds) ?? unknown(until) };
}

function vpcOfSubnetGroup(references: References, group: Item): Maybe<string> {
  if (!group.get("vpcId").absent) return vpcOf(references, group);
  const vpcs = group
    .get("subnetIds")
    .items()
    .map((field) => {
      const subnet = references.target(group, field, types.subnet);
      return typeof subnet === "object" && !isUnknown(subnet) ? vpcOf(references, subnet) : undefined;
    });
  const known = vpcs.find((vpc) => typeof vpc === "string");
  // Of subnets that are all planned it is not known which is which, but they are all in one VPC.
  const subnetIds = references.many(group, group.get("subnetIds"), types.subnet);
  return known ?? vpcOfFirst(references, subnetIds) ?? unknown(group.until(group.get("subnetIds")));
}

function portOf(item: Item): Maybe<number> {
  const field = item.get("port");
  if (!field.absent) return item.number(field) ?? unknown(item.until(field));
  const endpoint = item.get("endpoint").get("port");
  if (!endpoint.absent && endpoint.known) return item.number(endpoint) ?? unknown(item.until(endpoint));
  return databasePort(item.resource) ?? unknown(`the port of ${item.name} is known`);
}

function addressOf(item: Item): Maybe<string> {
  const endpoint = item.told("endpoint");
  const fields = [item.get("address"), endpoint.get("address"), endpoint];
  const text = fields.map((field) => field.text()).find((it) => it !== undefined);
  // The endpoint of an instance of `aws` carries the port.
  return text?.replace(/:\d+$/, "") ?? unknown(item.until(endpoint));
}

/** `aws` makes private ones where nothing else is said; with `aws-native` RDS decides by the VPC. */
function instancePrivacy(item: Item): Maybe<boolean> {
  const field = item.get("publiclyAccessible");
  if (field.absent && !item.resource.native) return false;
  return item.flag(field) ?? unknown(`whether ${item.name} is public is known`);
}

/** It takes connections also while it is backed up or changed. */
function instanceAvailability(item: Item): Maybe<boolean> {
  const property = item.resource.native ? "dbInstanceStatus" : "status";
  const status = item.get(property).text() ?? "";
  return /^(backing-up|modifying|configuring-|storage-)(?!full)/.test(status) || isActive(item, property);
}
