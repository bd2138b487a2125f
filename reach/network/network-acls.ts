import { isUnknown, unknown, type Maybe } from "../../reachability/maybe";
import type { NetworkAcl, NetworkAclRule } from "../../reachability/network-topology";
import type { Direction } from "../../resources/security-group-rules";
import type { Item } from "../inventory/item";
import { inlineAclRules, SeparateAclRules, someAclRule } from "./network-acl-rules";
import type { References } from "../inventory/references";
import { types } from "../inventory/resource-types";
import { SubnetAssociations } from "./subnet-associations";
import { unread, unreadParts } from "./unread-parts";
import { networkAclParts, VpcParts } from "./vpc-parts";

const associationTypes = [
  "aws:ec2/networkAclAssociation:NetworkAclAssociation",
  "aws-native:ec2:SubnetNetworkAclAssociation",
] as const;

/** All that is read of network ACLs, however it is written. */
interface AclSources {
  readonly parts: VpcParts;
  readonly associations: SubnetAssociations;
  readonly ingress: SeparateAclRules;
  readonly egress: SeparateAclRules;
}

export function networkAcls(references: References): readonly NetworkAcl[] {
  const parts = new VpcParts(references, networkAclParts);
  const sources = {
    parts,
    associations: new SubnetAssociations(parts, associationTypes, "networkAclId"),
    ingress: new SeparateAclRules(parts, "ingress"),
    egress: new SeparateAclRules(parts, "egress"),
  };
  const written = references.inventory.eachOf(...types.networkAcl).map((item) => writtenAcl(sources, item));
  const untouched = originalAcls(sources, new Set(written.map(({ id }) => id)));
  const listed = [...written, ...untouched];
  const others = unreadParts(parts, sources.associations, listed);
  return [...listed, ...others.map((it) => ({ ...it, ingress: unread(it.id), egress: unread(it.id) }))];
}

function writtenAcl(sources: AclSources, item: Item): NetworkAcl {
  const { parts, associations } = sources;
  return {
    id: item.id,
    account: item.account,
    vpcId: parts.vpcOf(item) ?? unknown(item.until(item.told("vpcId"))),
    isDefault: parts.isDefault(item),
    subnetIds: associations.with(ownSubnets(sources, item), item.id, item),
    ingress: rulesOf(sources, item, "ingress"),
    egress: rulesOf(sources, item, "egress"),
  };
}

/** A default one governs what no other names: what it says itself adds nothing. */
function ownSubnets({ parts, associations }: AclSources, item: Item): Maybe<readonly string[]> {
  const field = item.get("subnetIds");
  if (item.resource.type === parts.kind.adopter || field.absent) return [];
  const observed = parts.references.many(item, field, types.subnet);
  if (item.holds("subnetIds") || isUnknown(observed)) return observed;
  // Its program names none: what was found there at the last read, and no association explains, may be gone by now.
  const explained = associations.of(item.id);
  return observed.every((id) => explained.includes(id)) ? [] : unknown(`${item.name} is refreshed`);
}

function rulesOf(sources: AclSources, item: Item, direction: Direction): readonly NetworkAclRule[] {
  const separate = sources[direction].of(item.id, item.source.name);
  const inline = inlineAclRules(item, direction);
  const isAdopted = item.resource.type === sources.parts.kind.adopter;
  if (isAdopted || item.holds(direction)) return [...inline, ...separate];
  const explained = new Set(separate.map(aclRuleKey));
  const others = inline.filter((rule) => !explained.has(aclRuleKey(rule)));
  return [...separate, ...others.map(() => someAclRule(`${item.name} is refreshed, and who wrote its rules is known`))];
}

const aclRuleKey = (rule: NetworkAclRule): string => JSON.stringify(rule);

const everything = { protocol: "-1", fromPort: -1, toPort: -1, action: "allow" } as const;
const original: readonly NetworkAclRule[] = [
  { ...everything, number: 100, cidr: "0.0.0.0/0" },
  { ...everything, number: 101, cidr: "::/0" },
];

/** Default ones that are as AWS makes them but for what names them. */
function originalAcls(sources: AclSources, written: ReadonlySet<string>): readonly NetworkAcl[] {
  const { parts, associations, ingress, egress } = sources;
  const named = new Set([...associations.named, ...ingress.named, ...egress.named]);
  return parts.references.inventory
    .eachOf("aws:ec2/vpc:Vpc", "aws-native:ec2:Vpc")
    .filter((vpc) => !vpc.resource.external && !written.has(parts.defaultOf(vpc)) && named.has(parts.defaultOf(vpc)))
    .map((vpc) => {
      const id = parts.defaultOf(vpc);
      return {
        id,
        account: vpc.account,
        vpcId: vpc.id,
        isDefault: true,
        subnetIds: associations.with([], id),
        ingress: [...original, ...ingress.of(id, vpc.source.name)],
        egress: [...original, ...egress.of(id, vpc.source.name)],
      };
    });
}
