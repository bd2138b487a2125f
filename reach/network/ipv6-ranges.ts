import { unknown, type Maybe } from "../../reachability/maybe";
import type { Token } from "../../resources/tokens";
import type { Item } from "../inventory/item";
import type { References } from "../inventory/references";

/** A place with IPv6 ranges, and what gives it some as a resource of its own. */
interface RangedKind {
  readonly tokens: readonly Token[];
  readonly associations: readonly Token[];
  /** The property of an association that names the place. */
  readonly property: string;
}

export const vpcRanges = (tokens: readonly Token[]): RangedKind => ({
  tokens,
  associations: ["aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation", "aws-native:ec2:VpcCidrBlock"],
  property: "vpcId",
});

export const subnetRanges = (tokens: readonly Token[]): RangedKind => ({
  tokens,
  associations: ["aws-native:ec2:SubnetCidrBlock"],
  property: "subnetId",
});

/** By which properties a range is asked for that AWS chooses. */
const wishes = ["assignGeneratedIpv6CidrBlock", "amazonProvidedIpv6CidrBlock", "ipv6IpamPoolId", "ipv6NetmaskLength"];

/** The first IPv6 range of VPCs or subnets; none where nothing tells of one. */
export function ipv6Ranges(references: References, kind: RangedKind) {
  const separate = new Map<string, Maybe<string>>();
  for (const item of references.inventory.of(...kind.associations)) {
    const place = references.one(item, item.get(kind.property), kind.tokens);
    const range = rangeOf(item);
    if (typeof place === "string" && range !== undefined) separate.set(place, range);
  }
  return (item: Item): { readonly ipv6Cidr?: Maybe<string> } => {
    const range = rangeOf(item) ?? separate.get(item.id);
    return range === undefined ? {} : { ipv6Cidr: range };
  };
}

function rangeOf(item: Item): Maybe<string> | undefined {
  const [listed] = item.get("ipv6CidrBlocks").items();
  const fields = [item.get("ipv6CidrBlock"), ...(listed === undefined ? [] : [listed])];
  // The providers keep an empty text where there is none.
  const given = fields.find((field) => !field.absent && field.text() !== "");
  if (given !== undefined) return given.text() ?? unknown(item.until(given));
  const isWished = wishes
    .map((name) => item.get(name))
    .some((field) => !field.absent && field.flag() !== false && field.text() !== "");
  return isWished ? unknown(`the IPv6 range of ${item.name} is known`) : undefined;
}
