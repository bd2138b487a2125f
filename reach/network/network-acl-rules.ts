import { unknown, type Maybe } from "../../reachability/maybe";
import type { NetworkAclRule } from "../../reachability/network-topology";
import type { Direction } from "../../resources/security-group-rules";
import type { Field } from "../../resources/field";
import type { Item } from "../inventory/item";
import type { VpcParts } from "./vpc-parts";

/** The rules that are resources of their own, in one direction, from all sources. */
export class SeparateAclRules {
  readonly #of = new Map<string, NetworkAclRule[]>();
  readonly #astray = new Map<string, NetworkAclRule[]>();

  constructor(parts: VpcParts, direction: Direction) {
    for (const item of parts.references.inventory.of("aws:ec2/networkAclRule:NetworkAclRule")) {
      const egress = item.flag(item.get("egress")) ?? false;
      if (egress === (direction === "ingress")) continue;
      const acl = parts.one(item, item.get("networkAclId"));
      const sure = typeof acl === "string" && typeof egress === "boolean";
      const rule = sure ? separateRule(item) : someAclRule(`the network ACL of ${item.name} is known`);
      const [index, key] = typeof acl === "string" ? [this.#of, acl] : [this.#astray, item.source.name];
      index.set(key, [...(index.get(key) ?? []), rule]);
    }
  }

  get named(): readonly string[] {
    return [...this.#of.keys()];
  }

  of(acl: string, source: string): readonly NetworkAclRule[] {
    return [...(this.#of.get(acl) ?? []), ...(this.#astray.get(source) ?? [])];
  }
}

/** The rules in a network ACL, as `ingress` or `egress` of it lists them. */
export function inlineAclRules(item: Item, direction: Direction): readonly NetworkAclRule[] {
  const field = item.get(direction);
  if (field.unknown) return [someAclRule(item.until(field))];
  return field.items().map((rule) => ruleOf(item, (key) => rule.get(key), "ruleNo", "action"));
}

function separateRule(item: Item): NetworkAclRule {
  return ruleOf(item, (key) => item.get(key), "ruleNumber", "ruleAction");
}

function ruleOf(item: Item, get: (key: string) => Field, number: string, action: string): NetworkAclRule {
  const required = <T>(field: Field, value: Maybe<T> | undefined): Maybe<T> => value ?? unknown(item.until(field));
  const protocol = required(get("protocol"), item.text(get("protocol")));
  const name = typeof protocol === "string" ? protocol.toLowerCase().replace(/^all$/, "-1") : protocol;
  return {
    number: required(get(number), item.number(get(number))),
    action: actionOf(item, get(action)),
    protocol: name,
    fromPort: name === "-1" ? -1 : (item.number(get("fromPort")) ?? -1),
    toPort: name === "-1" ? -1 : (item.number(get("toPort")) ?? -1),
    cidr: cidrOf(item, get("cidrBlock"), get("ipv6CidrBlock")),
  };
}

function actionOf(item: Item, field: Field): NetworkAclRule["action"] {
  const word = field.text()?.toLowerCase();
  return word === "allow" || word === "deny" ? word : unknown(item.until(field));
}

/** The providers keep an empty text for the range that is not given. */
function cidrOf(item: Item, ipv4: Field, ipv6: Field): Maybe<string> {
  const given = [ipv4, ipv6].find((field) => !field.absent && field.text() !== "");
  return given?.text() ?? unknown(item.until(given ?? ipv4));
}

/** A rule of which nothing is known but that there is one, or may be. */
export function someAclRule(until: string): NetworkAclRule {
  const open = unknown(until);
  return { number: open, action: open, protocol: open, fromPort: open, toPort: open, cidr: open };
}
