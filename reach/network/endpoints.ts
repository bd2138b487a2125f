import { isUnknown, unknown, type Maybe } from "../../reachability/maybe";
import type { Endpoint, Topology } from "../../reachability/topology";
import type { Groups } from "./groups";
import type { Item } from "../inventory/item";
import { vpcOf } from "./network";
import { privateDnsOf } from "../lattice/private-dns";
import type { References } from "../inventory/references";
import { isActive } from "../inventory/status";
import { types } from "../inventory/resource-types";

/** VPC endpoints to a service network or a resource configuration; those to AWS's services lead to no database. */
export function endpoints(groups: Groups): Topology["endpoints"] {
  const { references } = groups;
  return references.inventory.eachOf(...types.endpoint).flatMap((item) => {
    const target = targetOf(references, item);
    if (target === undefined) return [];
    return [
      {
        id: item.id,
        account: item.account,
        vpcId: vpcOf(references, item),
        subnetIds: subnetsOf(references, item),
        securityGroupIds: groupsOf(groups, item),
        target,
        ...addressesOf(item),
        privateDns: privateDnsOf(item),
        active: isActive(item, "state"),
        established: item.exists,
      },
    ];
  });
}

function targetOf(references: References, item: Item): Endpoint["target"] | undefined {
  const resource = references.one(item, item.get("resourceConfigurationArn"), types.configuration);
  if (resource !== undefined) return isUnknown(resource) ? resource : { configurationId: resource };
  const network = references.one(item, item.get("serviceNetworkArn"), types.network);
  if (network !== undefined) return isUnknown(network) ? network : { networkId: network };
  const type = item.get("vpcEndpointType");
  return type.unknown && item.get("serviceName").absent ? unknown(item.until(type)) : undefined;
}

/** Left out where AWS's default, ipv4, holds. */
function addressesOf(item: Item): Pick<Endpoint, "ipAddressType"> {
  const field = item.get("ipAddressType");
  if (field.absent || field.text() === "") return {};
  const known = (["ipv4", "dualstack", "ipv6"] as const).find((it) => it === field.text());
  return { ipAddressType: known ?? unknown(item.until(field)) };
}

function subnetsOf(references: References, item: Item): Maybe<readonly string[]> {
  const field = item.told("subnetIds");
  const listed = references.many(item, field, types.subnet);
  const configured = item.get("subnetConfigurations").items();
  if (configured.length === 0 || isUnknown(listed) || listed.length > 0) return listed;
  const ids = configured.map((it) => references.one(item, it.get("subnetId"), types.subnet));
  return ids.every((id) => typeof id === "string") ? ids : unknown(item.until(field));
}

/** AWS gives an endpoint without groups its VPC's default one. */
function groupsOf(groups: Groups, item: Item): Maybe<readonly string[]> {
  const field = item.get("securityGroupIds");
  const named = groups.many(item, field);
  if (isUnknown(named) || named.length > 0) return named;
  const vpc = groups.references.target(item, item.told("vpcId"), types.vpc);
  return typeof vpc === "object" && !isUnknown(vpc) ? [groups.defaultOf(vpc)] : unknown(item.until(field));
}
