import type { Field } from "../../resources/field";
import type { TrafficRule } from "../../resources/security-group-rules";
import { isUnknown, unknown, type Maybe } from "../../reachability/maybe";
import type { RulePeer, SecurityGroupRule } from "../../reachability/topology";
import type { Groups } from "./groups";
import { canonicalId } from "../inventory/identifier";
import type { Item } from "../inventory/item";
import { types } from "../inventory/resource-types";

/**
 * A rule as the topology has it: one for each peer it names.
 * @param groupId The group it belongs to, for rules that name it by `self`.
 */
export function rulesFrom(
  groups: Groups,
  item: Item,
  rule: TrafficRule,
  groupId: string,
): readonly SecurityGroupRule[] {
  const protocol = protocolOf(item, rule.protocol);
  const anyPort = protocol === "-1";
  const traffic = {
    protocol,
    fromPort: anyPort ? -1 : (item.number(rule.fromPort) ?? -1),
    toPort: anyPort ? -1 : (item.number(rule.toPort) ?? -1),
  };
  return peersOf(groups, item, rule, groupId).map((peer) => ({ ...traffic, peer }));
}

/** Every protocol where none is given: so does `aws-native`, and `aws` always gives one. */
function protocolOf(item: Item, field: Field): Maybe<string> {
  const protocol = item.text(field);
  if (protocol === undefined) return "-1";
  return isUnknown(protocol) ? protocol : protocol.toLowerCase() === "all" ? "-1" : protocol.toLowerCase();
}

function peersOf(groups: Groups, item: Item, rule: TrafficRule, groupId: string): readonly Maybe<RulePeer>[] {
  const named = <T extends string>(field: Field, value: Maybe<T> | undefined, peer: (id: T) => RulePeer) =>
    value === undefined ? [] : [isUnknown(value) ? unknown(item.until(field)) : peer(value)];
  const self = item.flag(rule.self);
  return [
    ...rule.blocks.flatMap((it) => named(it, item.text(it), (cidr) => ({ cidr: cidr.trim() }))),
    ...rule.groups.flatMap((it) => named(it, groups.one(item, it), (id) => ({ securityGroupId: canonicalId(id) }))),
    ...rule.prefixLists.flatMap((it) => {
      return named(it, groups.references.one(item, it, types.prefixList), (prefixListId) => ({ prefixListId }));
    }),
    ...(self === true ? [{ securityGroupId: groupId }] : isUnknown(self) ? [self] : []),
  ];
}

/** A rule of which nothing is known but that there is one, or may be. */
export function someRule(until: string): SecurityGroupRule {
  const open = unknown(until);
  return { protocol: open, fromPort: open, toPort: open, peer: open };
}

/** The same for two rules that let the same through. */
export function ruleKey({ protocol, fromPort, toPort, peer }: SecurityGroupRule): string {
  return JSON.stringify([protocol, fromPort, toPort, peer]);
}
