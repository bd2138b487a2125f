import type { SecurityGroupRule as RuleNode, Topology } from "../../reachability/topology";
import type { Reads } from "../state/store";
import { securityGroupKind, securityGroupRuleKind, type SecurityGroupRule } from "../services/ec2/entities";

/** The security groups with their rules, whichever resource wrote them. */
export function securityGroups(reads: Reads): Topology["securityGroups"] {
  const rules = new Map<string, { ingress: RuleNode[]; egress: RuleNode[] }>();
  for (const { id, data } of reads.list(securityGroupRuleKind)) {
    const ofGroup = rules.get(data.groupId) ?? { ingress: [], egress: [] };
    rules.set(data.groupId, ofGroup);
    ofGroup[data.isEgress ? "egress" : "ingress"].push(...ruleNode(id, data));
  }
  return reads.list(securityGroupKind).map(({ id, account, data }) => ({
    id,
    account,
    vpcId: data.vpcId,
    ...(rules.get(id) ?? { ingress: [], egress: [] }),
  }));
}

function ruleNode(id: string, rule: SecurityGroupRule): readonly RuleNode[] {
  const { ipProtocol: protocol, fromPort, toPort } = rule;
  const peer = peerOf(rule);
  return peer === undefined ? [] : [{ id, protocol, fromPort, toPort, peer }];
}

function peerOf({
  cidrIpv4,
  cidrIpv6,
  referencedGroupId,
  prefixListId,
}: SecurityGroupRule): RuleNode["peer"] | undefined {
  const cidr = cidrIpv4 ?? cidrIpv6;
  if (cidr !== undefined) return { cidr };
  if (referencedGroupId !== undefined) return { securityGroupId: referencedGroupId };
  return prefixListId === undefined ? undefined : { prefixListId };
}
