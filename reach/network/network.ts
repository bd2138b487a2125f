import { isUnknown, unknown, type Maybe } from "../../reachability/maybe";
import type { Topology } from "../../reachability/topology";
import type { Item } from "../inventory/item";
import type { References } from "../inventory/references";
import { types } from "../inventory/resource-types";
import { ipv6Ranges, subnetRanges, vpcRanges } from "./ipv6-ranges";

export function vpcs(references: References): Topology["vpcs"] {
  const ipv6Of = ipv6Ranges(references, vpcRanges(types.vpc));
  return references.inventory.eachOf(...types.vpc).map((item) => {
    const { id, account, region } = item;
    return { id, account, region, cidr: told(item, "cidrBlock"), ...ipv6Of(item), dns: dnsOf(item) };
  });
}

/** Support is on and host names are off where nothing else is said, but for the default VPC, which has both. */
function dnsOf(item: Item): Maybe<boolean> {
  const support = item.flag(item.get("enableDnsSupport")) ?? true;
  const isDefault = item.resource.type === "aws:ec2/defaultVpc:DefaultVpc";
  const names = item.flag(item.get("enableDnsHostnames")) ?? isDefault;
  if (support === false || names === false) return false;
  return isUnknown(support) ? support : names;
}

export function subnets(references: References): Topology["subnets"] {
  const ipv6Of = ipv6Ranges(references, subnetRanges(types.subnet));
  return references.inventory.eachOf(...types.subnet).map((item) => ({
    id: item.id,
    account: item.account,
    vpcId: vpcOf(references, item),
    cidr: told(item, "cidrBlock"),
    ...ipv6Of(item),
    zoneId: told(item, "availabilityZoneId"),
  }));
}

/** The VPC of a subnet, a security group, a gateway, an endpoint: of whatever names it in `vpcId`. */
export function vpcOf(references: References, item: Item, property = "vpcId"): Maybe<string> {
  const field = item.told(property);
  return references.one(item, field, types.vpc) ?? unknown(item.until(field));
}

/** The VPC of the first of some subnets or security groups, which are all in one; undefined where none of them was read. */
export function vpcOfFirst(references: References, ids: Maybe<readonly string[]>): Maybe<string> | undefined {
  const first = isUnknown(ids) || ids[0] === undefined ? undefined : references.inventory.withId(ids[0]);
  return first === undefined ? undefined : vpcOf(references, first);
}

function told(item: Item, property: string): Maybe<string> {
  const field = item.told(property);
  return item.text(field) ?? unknown(item.until(field));
}
