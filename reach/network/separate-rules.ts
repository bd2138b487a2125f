import type { SecurityGroupRule } from "../../reachability/topology";
import { unknown } from "../../reachability/maybe";
import { trafficRules, type Direction } from "../../resources/security-group-rules";
import type { Groups } from "./groups";
import type { Item } from "../inventory/item";
import { rulesFrom, someRule } from "./security-group-rules";
import { types } from "../inventory/resource-types";

/** The rules that are resources of their own, in one direction, from all sources. */
export class SeparateRules {
  readonly #of = new Map<string, SecurityGroupRule[]>();
  /** The groups that have such rules, with whose they are; without those that are gone from the rule's own stack. */
  readonly owners = new Map<string, string>();
  /** Rules of which it is not known to what group they belong: to any of their stack, for all that can be said. */
  readonly #astray = new Map<string, SecurityGroupRule[]>();

  constructor(groups: Groups, direction: Direction) {
    const tokens = direction === "ingress" ? types.ingressRule : types.egressRule;
    for (const item of groups.references.inventory.of(...tokens)) {
      const property = item.resource.native ? "groupId" : "securityGroupId";
      const group = groups.one(item, item.get(property));
      if (typeof group === "string") {
        if (!item.source.stack.isOrphaned(item.resource, property)) this.owners.set(group, item.account);
        add(this.#of, group, rulesOf(groups, item, direction, group));
      } else add(this.#astray, item.source.name, rulesOf(groups, item, direction, "").map(doubtful(item)));
    }
  }

  of(group: string, source: string): readonly SecurityGroupRule[] {
    return [...(this.#of.get(group) ?? []), ...(this.#astray.get(source) ?? [])];
  }
}

function rulesOf(groups: Groups, item: Item, direction: Direction, group: string): readonly SecurityGroupRule[] {
  const ofEither = item.resource.type === "aws:ec2/securityGroupRule:SecurityGroupRule" && item.get("type").unknown;
  if (ofEither) return [someRule(item.until(item.get("type")))];
  return trafficRules(item.resource, direction).flatMap((rule) => rulesFrom(groups, item, rule, group));
}

const doubtful = (item: Item) => (rule: SecurityGroupRule) => ({
  ...rule,
  peer: unknown(`the security group of ${item.name} is known`),
});

function add(index: Map<string, SecurityGroupRule[]>, key: string, rules: readonly SecurityGroupRule[]): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [...rules]);
  else list.push(...rules);
}
