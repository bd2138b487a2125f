import { AwsError } from "../../../ground/aws-error";
import { securityGroupRuleKind } from "../../../services/ec2/entities";
import { protocolOf } from "../../../services/ec2/security-group-rule";
import { authorizeRules, revokeRules } from "../../../services/ec2/security-group-rules";
import { owned } from "../../../services/owned";
import { choice, flag, integer, output, setOf, text } from "../../fields";
import { networkAddressProblems } from "../../network-address";
import { resourceType, type Call } from "../../resource-type";
import { timeouts } from "../../timeouts";
import { blocksOfRules, rulesOfBlocks } from "./rule-blocks";
import { rulesOfImportId } from "./rule-import-id";

/** The older form: one resource for several peers. Its id here lists the ids of its rules. Every change replaces it. */
export const securityGroupRule = resourceType({
  token: "aws:ec2/securityGroupRule:SecurityGroupRule",
  label: "EC2 Security Group Rule",
  fields: {
    securityGroupId: text({ required: true, replaces: true }),
    type: choice(["ingress", "egress"], { required: true, replaces: true }),
    protocol: text({ required: true, replaces: true, same: (left, right) => protocolOf(left) === protocolOf(right) }),
    fromPort: integer({ required: true, replaces: true }),
    toPort: integer({ required: true, replaces: true }),
    cidrBlocks: setOf(text(), { replaces: true }),
    ipv6CidrBlocks: setOf(text(), { replaces: true }),
    prefixListIds: setOf(text(), { replaces: true }),
    sourceSecurityGroupId: text({ replaces: true }),
    self: flag({ default: false, replaces: true }),
    description: text({ replaces: true }),
    timeouts,
    securityGroupRuleId: output(text()),
  },
  importId: rulesOfImportId,
  // With every protocol the ports mean nothing.
  suppressed: (_old, { protocol }) => (protocolOf(String(protocol)) === "-1" ? ["fromPort", "toPort"] : []),
  check: ({ cidrBlocks }) => networkAddressProblems("cidrBlocks", cidrBlocks),
  create: async (call, { securityGroupId, type, sourceSecurityGroupId, ...block }) => {
    const securityGroups = sourceSecurityGroupId === undefined ? [] : [sourceSecurityGroupId];
    const requests = rulesOfBlocks(securityGroupId, type === "egress", [{ ...block, securityGroups }]);
    if (requests.length === 0) {
      throw new AwsError(
        "InvalidParameterCombination",
        "name a peer: cidrBlocks, ipv6CidrBlocks, prefixListIds, sourceSecurityGroupId or self",
      );
    }
    const rules = await authorizeRules(call.services, call, securityGroupId, requests);
    return rules.map(({ id }) => id).join(",");
  },
  read: (call, id, state) => {
    const rules = rulesOfId(call, id);
    const [first] = rules;
    if (first === undefined) return undefined;
    const { groupId, isEgress } = first.data;
    const [found = {}] = blocksOfRules(groupId, rules, undefined);
    const { securityGroups, ...block } = found as { securityGroups?: readonly string[] };
    return {
      ...block,
      fromPort: state.fromPort ?? first.data.fromPort,
      toPort: state.toPort ?? first.data.toPort,
      protocol: state.protocol ?? first.data.ipProtocol,
      securityGroupId: groupId,
      type: isEgress ? "egress" : "ingress",
      ...(securityGroups !== undefined && { sourceSecurityGroupId: securityGroups[0] }),
      ...(rules.length === 1 && { securityGroupRuleId: first.id }),
    };
  },
  delete: (call, id) => revokeRules(call.services, call, id.split(",")),
});

function rulesOfId(call: Call, id: string) {
  return id.split(",").flatMap((one) => owned(call.services.store, securityGroupRuleKind, one, call) ?? []);
}
