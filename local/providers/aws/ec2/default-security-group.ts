import { vpcKind } from "../../../services/ec2/entities";
import { tagSecurityGroup } from "../../../services/ec2/security-group";
import { AwsError } from "../../../ground/aws-error";
import { owned } from "../../../services/owned";
import { flag, output, tags, text } from "../../fields";
import { resourceType } from "../../resource-type";
import { blockProblems, ruleBlocks } from "./rule-blocks";
import { readGroup, writeRules } from "./security-group";

/** Takes the group that every VPC has, and removes every rule that is not given. */
export const defaultSecurityGroup = resourceType({
  token: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  label: "EC2 Default Security Group",
  fields: {
    vpcId: text({ required: true, replaces: true }),
    ingress: ruleBlocks,
    egress: ruleBlocks,
    revokeRulesOnDelete: flag({ kept: true }),
    tags: tags(),
    arn: output(text()),
    description: output(text()),
    name: output(text()),
    ownerId: output(text()),
  },
  check: blockProblems,
  create: async (call, { vpcId, ingress = [], egress = [], tags = {} }) => {
    const vpc = owned(call.services.store, vpcKind, vpcId, call);
    if (vpc === undefined) throw new AwsError("InvalidVpcID.NotFound", `The vpc ID '${vpcId}' does not exist`);
    const id = vpc.data.defaultSecurityGroupId;
    await writeRules(call, id, { ingress, egress });
    await tagSecurityGroup(call.services, call, id, tags);
    return id;
  },
  read: readGroup,
  update: async (call, id, { ingress = [], egress = [], tags = {} }) => {
    await writeRules(call, id, { ingress, egress });
    await tagSecurityGroup(call.services, call, id, tags);
  },
  // It goes with its VPC; until then it stays as it is.
  delete: () => Promise.resolve(),
});
