import { unknown, type Maybe } from "../../reachability/maybe";
import type { Topology } from "../../reachability/topology";
import type { Field } from "../../resources/field";
import type { Groups } from "../network/groups";
import type { Item } from "../inventory/item";
import { privateDnsOf } from "./private-dns";
import type { References } from "../inventory/references";
import { isActive } from "../inventory/status";
import { types } from "../inventory/resource-types";

export function networks({ inventory }: References): Topology["networks"] {
  return inventory.eachOf(...types.network).map((item) => ({
    id: item.id,
    arn: item.arn ?? unknown(`${item.name} is created`),
    account: item.account,
    region: item.region,
    shareable: shareable(item),
  }));
}

/** AWS does not say what holds where `sharingConfig` is left out, and `aws` does not have it. */
function shareable(item: Item): Maybe<boolean> {
  const field = item.get("sharingConfig").get("enabled");
  return item.flag(field) ?? unknown(`whether ${item.name} can be shared is known`);
}

export function resourceAssociations(references: References): Topology["resourceAssociations"] {
  return references.inventory.eachOf(...types.resourceAssociation).map((item) => {
    const { native } = item.resource;
    const network = item.get(native ? "serviceNetworkId" : "serviceNetworkIdentifier");
    const configuration = item.get(native ? "resourceConfigurationId" : "resourceConfigurationIdentifier");
    const dnsName = item.get("dnsEntries").items()[0]?.get("domainName").text();
    const privateDnsEnabled = item.flag(item.get("privateDnsEnabled"));
    return {
      id: item.id,
      ...(dnsName === undefined ? {} : { dnsName }),
      ...(privateDnsEnabled === undefined ? {} : { privateDnsEnabled }),
      networkId: named(references, item, network, types.network),
      configurationId: named(references, item, configuration, types.configuration),
      active: isActive(item, "status"),
      established: item.exists,
    };
  });
}

export function vpcAssociations(groups: Groups): Topology["vpcAssociations"] {
  const { references } = groups;
  return references.inventory.eachOf(...types.vpcAssociation).map((item) => ({
    id: item.id,
    account: item.account,
    networkId: named(references, item, item.get("serviceNetworkIdentifier"), types.network),
    vpcId: named(references, item, item.get("vpcIdentifier"), types.vpc),
    securityGroupIds: groups.many(item, item.get("securityGroupIds")),
    privateDns: privateDnsOf(item),
    active: isActive(item, "status"),
    established: item.exists,
  }));
}

function named(
  references: References,
  item: Item,
  field: Field,
  tokens: Parameters<References["one"]>[2],
): Maybe<string> {
  return references.one(item, field, tokens) ?? unknown(item.until(field));
}
