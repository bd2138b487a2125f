import { securityGroupKind } from "../../../services/ec2/entities";
import { createSecurityGroup, deleteSecurityGroup, tagSecurityGroup } from "../../../services/ec2/security-group";
import { rulesOf, setRules } from "../../../services/ec2/security-group-rules";
import { findSecurityGroup } from "../../../services/ec2/find";
import { owned } from "../../../services/owned";
import { flag, output, tags, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType, type Call, type Properties } from "../../resource-type";
import { timeouts } from "../../timeouts";
import { blockProblems, blocksOfRules, ruleBlocks, rulesOfBlocks, type RuleBlock } from "./rule-blocks";

export const securityGroup = resourceType({
  token: "aws:ec2/securityGroup:SecurityGroup",
  label: "EC2 Security Group",
  fields: {
    name: text({ replaces: true, autoName: { maxLength: 255 } }),
    description: text({ default: "Managed by Pulumi", replaces: true }),
    vpcId: text({ required: true, replaces: true }),
    ingress: ruleBlocks,
    egress: ruleBlocks,
    revokeRulesOnDelete: flag({ kept: true }),
    tags: tags(),
    timeouts,
    arn: output(text()),
    ownerId: output(text()),
  },
  check: blockProblems,
  // The provider removes AWS's own rule that lets everything out.
  create: async (call, { name, description, vpcId, ingress, egress, tags = {} }) => {
    const request = { groupName: name, description, vpcId, rules: [], tags };
    const { id } = await createSecurityGroup(call.services, call, request);
    await writeRules(call, id, { ingress, egress });
    return id;
  },
  read: (call, id, state) => readGroup(call, id, state),
  update: async (call, id, { ingress, egress, tags = {} }) => {
    await writeRules(call, id, { ingress, egress });
    await tagSecurityGroup(call.services, call, id, tags);
  },
  delete: (call, id) => unlessGone(deleteSecurityGroup(call.services, call, id)),
});

interface Blocks {
  readonly ingress: readonly RuleBlock[] | undefined;
  readonly egress: readonly RuleBlock[] | undefined;
}

/** Makes the blocks given all the rules of their direction; a direction left out is not touched. */
export async function writeRules(call: Call, groupId: string, { ingress, egress }: Blocks): Promise<void> {
  await call.services.store.transaction((transaction) => {
    findSecurityGroup(transaction, call, groupId);
    for (const [isEgress, blocks] of [
      [false, ingress],
      [true, egress],
    ] as const) {
      if (blocks === undefined) continue;
      setRules(transaction, call.services.ids, call, groupId, isEgress, rulesOfBlocks(groupId, isEgress, blocks));
    }
  });
}

/** What both kinds of security group tell of themselves. */
export function readGroup(call: Call, id: string, state: Properties): Properties | undefined {
  const { store } = call.services;
  const found = owned(store, securityGroupKind, id, call);
  if (found === undefined) return undefined;
  const { groupName: name, description, vpcId, tags } = found.data;
  const blocks = (isEgress: boolean, written: unknown): readonly object[] =>
    blocksOfRules(id, rulesOf(store, id, isEgress), Array.isArray(written) ? (written as RuleBlock[]) : undefined);
  const rules = { ingress: blocks(false, state.ingress), egress: blocks(true, state.egress) };
  return { name, description, vpcId, ...rules, tags, ownerId: found.account, arn: found.arn };
}
