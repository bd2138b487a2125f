import { attachRolePolicy, detachRolePolicy } from "../../../services/iam/attachment";
import { roleNamed } from "../../../services/iam/find";
import { text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";

export const rolePolicyAttachment = resourceType({
  token: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  label: "IAM Role Policy Attachment",
  global: true,
  // Made first, the new one could be what the deletion of the old one then takes away.
  deleteBeforeReplace: true,
  fields: {
    role: text({ required: true, replaces: true }),
    policyArn: text({ required: true, replaces: true }),
  },
  create: async (call, { role, policyArn }) => {
    await attachRolePolicy(call.services, call, role, policyArn);
    return `${role}/${policyArn}`;
  },
  read: (call, id) => {
    const { role, policyArn } = partsOf(id);
    const attached = roleNamed(call.services.store, call, role)?.data.attachedPolicyArns;
    return attached?.includes(policyArn) === true ? { role, policyArn } : undefined;
  },
  delete: (call, id) => {
    const { role, policyArn } = partsOf(id);
    return unlessGone(detachRolePolicy(call.services, call, role, policyArn));
  },
});

/** A role's name has no slash, the ARN may have some. */
function partsOf(id: string): { readonly role: string; readonly policyArn: string } {
  const [role = "", ...arn] = id.split("/");
  return { role, policyArn: arn.join("/") };
}
