import { unknown, type Maybe } from "../reachability/maybe";
import type { Topology } from "../reachability/topology";
import type { Item } from "./item";
import type { References } from "./references";
import { types } from "./resource-types";

export function vpcs({ inventory }: References): Topology["vpcs"] {
  return inventory.eachOf(...types.vpc).map((item) => {
    const { id, account, region } = item;
    return { id, account, region, cidr: told(item, "cidrBlock") };
  });
}

export function subnets(references: References): Topology["subnets"] {
  return references.inventory.eachOf(...types.subnet).map((item) => ({
    id: item.id,
    account: item.account,
    vpcId: vpcOf(references, item),
    cidr: told(item, "cidrBlock"),
    zoneId: told(item, "availabilityZoneId"),
  }));
}

/** The VPC of a subnet, a security group, a gateway, an endpoint: of whatever names it in `vpcId`. */
export function vpcOf(references: References, item: Item, property = "vpcId"): Maybe<string> {
  const field = item.told(property);
  return references.one(item, field, types.vpc) ?? unknown(item.until(field));
}

function told(item: Item, property: string): Maybe<string> {
  const field = item.told(property);
  return item.text(field) ?? unknown(item.until(field));
}
