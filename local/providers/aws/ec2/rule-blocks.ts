import type { Entity } from "../../../state/store";
import type { SecurityGroupRule } from "../../../services/ec2/entities";
import { protocolOf, type RuleRequest } from "../../../services/ec2/security-group-rule";
import { defined } from "../../../services/defined";
import { isRecord } from "../../framework/plain";
import { networkAddressProblems } from "../../network-address";
import type { Problem, Properties } from "../../resource-type";
import { flag, integer, object, setOf, text, type InputsOf } from "../../fields";

const blockFields = {
  protocol: text({ required: true }),
  fromPort: integer({ required: true }),
  toPort: integer({ required: true }),
  cidrBlocks: setOf(text()),
  ipv6CidrBlocks: setOf(text()),
  prefixListIds: setOf(text()),
  securityGroups: setOf(text()),
  self: flag({ default: false }),
  description: text(),
};

/** `ingress` or `egress` of a security group: a block stands for a rule per peer it names. Left out: not touched. */
export const ruleBlocks = setOf(object(blockFields), { computed: true });

/** One block as a program writes it. */
export type RuleBlock = InputsOf<typeof blockFields>;

/** What the provider says of the ranges in blocks. */
export function blockProblems(inputs: Properties): readonly Problem[] {
  return ["ingress", "egress"].flatMap((direction) => {
    const blocks: unknown = inputs[direction];
    if (!Array.isArray(blocks)) return [];
    return blocks.flatMap((block: unknown, index) =>
      isRecord(block) ? networkAddressProblems(`${direction}[${index}].cidrBlocks`, block.cidrBlocks) : [],
    );
  });
}

/** The rules that blocks stand for. */
export function rulesOfBlocks(
  groupId: string,
  isEgress: boolean,
  blocks: readonly RuleBlock[],
): readonly RuleRequest[] {
  return blocks.flatMap((block) => {
    const { protocol, fromPort, toPort, description } = block;
    const common = { isEgress, ipProtocol: protocol, fromPort, toPort, ...defined({ description }), tags: {} };
    return [
      ...(block.cidrBlocks ?? []).map((cidrIpv4) => ({ ...common, cidrIpv4 })),
      ...(block.ipv6CidrBlocks ?? []).map((cidrIpv6) => ({ ...common, cidrIpv6 })),
      ...(block.prefixListIds ?? []).map((prefixListId) => ({ ...common, prefixListId })),
      ...(block.securityGroups ?? []).map((referencedGroupId) => ({ ...common, referencedGroupId })),
      ...(block.self ? [{ ...common, referencedGroupId: groupId }] : []),
    ];
  });
}

/**
 * Rules as the provider reads them: a block per protocol, ports and description. Where `written` stands for just these
 * rules, it is the answer: one set of rules can be written as blocks in several ways.
 */
export function blocksOfRules(
  groupId: string,
  rules: readonly Entity<SecurityGroupRule>[],
  written: readonly RuleBlock[] | undefined,
): readonly object[] {
  const isEgress = rules[0]?.data.isEgress ?? false;
  const wanted = new Set((written === undefined ? [] : rulesOfBlocks(groupId, isEgress, written)).map(keyOf));
  const present = new Set(rules.map(({ data }) => keyOf(data)));
  if (written !== undefined && wanted.size === present.size && [...wanted].every((key) => present.has(key))) {
    return written;
  }
  const blocks = new Map<string, SecurityGroupRule[]>();
  for (const { data } of rules) {
    const key = [data.ipProtocol, data.fromPort, data.toPort, data.description ?? ""].join(" ");
    blocks.set(key, [...(blocks.get(key) ?? []), data]);
  }
  return [...blocks.values()].map((together) => block(groupId, together));
}

function block(groupId: string, rules: readonly SecurityGroupRule[]): object {
  const [first] = rules;
  const all = (key: "cidrIpv4" | "cidrIpv6" | "prefixListId" | "referencedGroupId"): readonly string[] | undefined => {
    const found = rules.flatMap((rule) => rule[key] ?? []).filter((value) => value !== groupId);
    return found.length === 0 ? undefined : found;
  };
  const isAll = first?.ipProtocol === "-1";
  return defined({
    protocol: first?.ipProtocol,
    fromPort: isAll ? 0 : first?.fromPort,
    toPort: isAll ? 0 : first?.toPort,
    cidrBlocks: all("cidrIpv4"),
    ipv6CidrBlocks: all("cidrIpv6"),
    prefixListIds: all("prefixListId"),
    securityGroups: all("referencedGroupId"),
    self: rules.some((rule) => rule.referencedGroupId === groupId),
    description: first?.description,
  });
}

function keyOf(rule: RuleRequest): string {
  const protocol = protocolOf(rule.ipProtocol);
  const ports = protocol === "-1" ? [] : [rule.fromPort, rule.toPort];
  const peer = [rule.cidrIpv4, rule.cidrIpv6, rule.prefixListId, rule.referencedGroupId].join();
  return [protocol, ...ports, peer, rule.description ?? ""].join(" ");
}
