import { attachmentCount } from "../../../services/iam/attachment";
import { findPolicy } from "../../../services/iam/find";
import { createPolicy, deletePolicy, modifyPolicy } from "../../../services/iam/policy";
import { integer, json, output, tags, text } from "../../fields";
import { unlessGone, unlessNotFound } from "../../not-found";
import { resourceType } from "../../resource-type";
import { samePolicy } from "../same-policy";

export const policy = resourceType({
  token: "aws:iam/policy:Policy",
  label: "IAM Policy",
  global: true,
  fields: {
    name: text({ replaces: true, autoName: { maxLength: 128 } }),
    path: text({ default: "/", replaces: true }),
    description: text({ replaces: true, maxLength: 1000 }),
    policy: json({ required: true, same: samePolicy }),
    delayAfterPolicyCreationInMs: integer({ kept: true }),
    tags: tags(),
    arn: output(text()),
    attachmentCount: output(integer()),
    policyId: output(text()),
  },
  create: async (call, { name, path, description = "", policy, tags = {} }) => {
    const request = { policyName: name, path, description, policyDocument: policy, tags };
    return (await createPolicy(call.services, call, request)).id;
  },
  read: (call, id) =>
    unlessNotFound(() => {
      const { data, arn } = findPolicy(call.services.store, call, id);
      return {
        ...data,
        name: data.policyName,
        description: data.description === "" ? undefined : data.description,
        policy: data.policyDocument,
        attachmentCount: attachmentCount(call.services.store, id),
        arn,
      };
    }),
  update: (call, id, { policy, tags = {} }) => modifyPolicy(call.services, call, id, { policyDocument: policy, tags }),
  delete: (call, id) => unlessGone(deletePolicy(call.services, call, id)),
});
