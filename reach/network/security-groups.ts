import { unknown } from "../../reachability/maybe";
import type { SecurityGroup, SecurityGroupRule, Topology } from "../../reachability/topology";
import { trafficRules, type Direction } from "../../resources/security-group-rules";
import type { Groups } from "./groups";
import type { Item } from "../inventory/item";
import { vpcOf } from "./network";
import { ruleKey, rulesFrom, someRule } from "./security-group-rules";
import { SeparateRules } from "./separate-rules";
import { types } from "../inventory/resource-types";

/** Security groups with their rules, however these are written: inline, or as resources of their own in any source. */
export function securityGroups(groups: Groups): Topology["securityGroups"] {
  const separate = { ingress: new SeparateRules(groups, "ingress"), egress: new SeparateRules(groups, "egress") };
  const rulesOf = (item: Item, id: string, direction: Direction): readonly SecurityGroupRule[] =>
    separate[direction].of(id, item.source.name);
  const written = groups.references.inventory.eachOf(...types.securityGroup).map((item): SecurityGroup => ({
    id: item.id,
    account: item.account,
    vpcId: vpcOf(groups.references, item),
    ingress: allRules(groups, item, "ingress", rulesOf(item, item.id, "ingress")),
    egress: allRules(groups, item, "egress", rulesOf(item, item.id, "egress")),
  }));
  const known = new Set(written.map(({ id }) => id));
  const made = groups.references.inventory
    .eachOf("aws:ec2/vpc:Vpc", "aws-native:ec2:Vpc")
    .filter((vpc) => !vpc.resource.external && !known.has(groups.defaultOf(vpc)));
  const listed = [...written, ...made.map((vpc) => defaultGroup(groups, vpc, rulesOf))];
  return [...listed, ...foreignGroups(separate, new Set(listed.map(({ id }) => id)))];
}

/** Groups of others that get rules here, as that of a database that is there already: what else they let pass is unknown. */
function foreignGroups(
  separate: Readonly<Record<Direction, SeparateRules>>,
  listed: ReadonlySet<string>,
): Topology["securityGroups"] {
  const owners = new Map([...separate.ingress.owners, ...separate.egress.owners]);
  return [...owners]
    .filter(([id]) => !listed.has(id))
    .map(([id, account]) => {
      const others = someRule(`the other rules of ${id} are known`);
      return {
        ...{ id, account, vpcId: unknown(`the VPC of ${id} is known`) },
        ingress: [...separate.ingress.of(id, ""), others],
        egress: [...separate.egress.of(id, ""), others],
      };
    });
}

const everything = { protocol: "-1", fromPort: -1, toPort: -1 } as const;

/** What AWS makes with a VPC: it admits its own members, and lets out to everywhere. */
function defaultGroup(
  groups: Groups,
  vpc: Item,
  rulesOf: (item: Item, id: string, direction: Direction) => readonly SecurityGroupRule[],
): SecurityGroup {
  const id = groups.defaultOf(vpc);
  return {
    id,
    account: vpc.account,
    vpcId: vpc.id,
    ingress: [{ ...everything, peer: { securityGroupId: id } }, ...rulesOf(vpc, id, "ingress")],
    egress: [...everywhere, ...rulesOf(vpc, id, "egress")],
  };
}

const everywhere: readonly SecurityGroupRule[] = ["0.0.0.0/0", "::/0"].map((cidr) => ({
  ...everything,
  peer: { cidr },
}));

function allRules(
  groups: Groups,
  item: Item,
  direction: Direction,
  separate: readonly SecurityGroupRule[],
): readonly SecurityGroupRule[] {
  const property = inlineProperty(item, direction);
  const field = item.get(property);
  const rules = trafficRules(item.resource, direction).flatMap((rule) => rulesFrom(groups, item, rule, item.id));
  const inline = field.unknown ? [someRule(item.until(field))] : rules;
  if (item.holds(property)) return [...inline, ...separate];
  const untouched = untouchedEgress(item, direction, inline.length + separate.length);
  return [...untouched, ...separate, ...unexplained(item, inline, separate)];
}

function inlineProperty({ resource }: Item, direction: Direction): string {
  if (!resource.native) return direction;
  return direction === "ingress" ? "securityGroupIngress" : "securityGroupEgress";
}

/**
 * A group without inline rules in the program tells the rules it had when it was last read. What no rule of its own
 * explains was made elsewhere, or is gone by now.
 */
function unexplained(
  item: Item,
  observed: readonly SecurityGroupRule[],
  separate: readonly SecurityGroupRule[],
): readonly SecurityGroupRule[] {
  const explained = new Set(separate.map(ruleKey));
  return observed
    .filter((rule) => !explained.has(ruleKey(rule)))
    .map(() => someRule(`${item.name} is refreshed, and who wrote its rules is known`));
}

/**
 * AWS lets a new group out to everywhere. `aws` takes that rule away; CloudFormation keeps it while the program gives no
 * inline egress, and whether it stays beside rules of their own its documentation does not say.
 */
function untouchedEgress(item: Item, direction: Direction, others: number): readonly SecurityGroupRule[] {
  if (!item.resource.native || direction !== "egress") return [];
  return others === 0 ? everywhere : [someRule(`whether ${item.name} keeps AWS's egress to everywhere is known`)];
}
