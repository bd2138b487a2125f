import { securityGroupRuleKind, type SecurityGroupRule } from "../../../services/ec2/entities";
import { protocolOf, type RuleRequest } from "../../../services/ec2/security-group-rule";
import { authorizeRules, modifyRule, revokeRules } from "../../../services/ec2/security-group-rules";
import { defined } from "../../../services/defined";
import { owned } from "../../../services/owned";
import { integer, output, tags, text, type InputsOf } from "../../fields";
import { networkAddressProblems } from "../../network-address";
import { resourceType, type Properties, type ResourceType } from "../../resource-type";

const fields = {
  securityGroupId: text({ required: true, replaces: true }),
  ipProtocol: text({ required: true, same: (left, right) => protocolOf(left) === protocolOf(right) }),
  fromPort: integer({ min: -1, max: 65535 }),
  toPort: integer({ min: -1, max: 65535 }),
  cidrIpv4: text(),
  cidrIpv6: text(),
  prefixListId: text(),
  referencedSecurityGroupId: text(),
  description: text(),
  tags: tags(),
  arn: output(text()),
  securityGroupRuleId: output(text()),
};

/** One rule, one peer. */
function ruleType(token: string, label: string, isEgress: boolean): ResourceType {
  return resourceType({
    token,
    label,
    fields,
    replacedBy: changedPeer,
    check: ({ cidrIpv4 }) => networkAddressProblems("cidrIpv4", cidrIpv4),
    create: async (call, inputs) => {
      const [rule] = await authorizeRules(call.services, call, inputs.securityGroupId, [requestOf(isEgress, inputs)]);
      return rule?.id ?? "";
    },
    read: (call, id) => {
      const found = owned(call.services.store, securityGroupRuleKind, id, call);
      return found?.data.isEgress === isEgress ? { ...propertiesOf(found.data), arn: found.arn } : undefined;
    },
    update: (call, id, inputs) => modifyRule(call.services, call, id, requestOf(isEgress, inputs)),
    delete: (call, id) => revokeRules(call.services, call, [id]),
  });
}

export const securityGroupIngressRule = ruleType(
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "VPC Security Group Ingress Rule",
  false,
);

export const securityGroupEgressRule = ruleType(
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "VPC Security Group Egress Rule",
  true,
);

const peers = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"] as const;

/** AWS changes a range into another range, but not into a group: the provider replaces the rule then. */
function changedPeer(old: Properties, inputs: InputsOf<typeof fields>): readonly string[] {
  const before = peers.find((key) => old[key] !== undefined);
  const now = peers.find((key) => inputs[key] !== undefined);
  return before === undefined || now === undefined || before === now ? [] : [before, now];
}

function requestOf(isEgress: boolean, inputs: InputsOf<typeof fields>): RuleRequest {
  const { ipProtocol, fromPort, toPort, cidrIpv4, cidrIpv6, prefixListId, description, tags = {} } = inputs;
  const referencedGroupId = inputs.referencedSecurityGroupId;
  const optional = defined({ fromPort, toPort, cidrIpv4, cidrIpv6, prefixListId, referencedGroupId, description });
  return { isEgress, ipProtocol, ...optional, tags };
}

function propertiesOf({
  groupId,
  referencedGroupId,
  fromPort,
  toPort,
  isEgress: _,
  ...rule
}: SecurityGroupRule): object {
  const ports = rule.ipProtocol === "-1" ? {} : { fromPort, toPort };
  return { ...rule, ...ports, ...defined({ referencedSecurityGroupId: referencedGroupId }), securityGroupId: groupId };
}
