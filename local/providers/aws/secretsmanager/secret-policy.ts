import { secretOf } from "../../../services/secrets-manager/find";
import { setResourcePolicy } from "../../../services/secrets-manager/resource-policy";
import { flag, json, text } from "../../fields";
import { resourceType } from "../../resource-type";
import { samePolicy } from "../same-policy";

export const secretPolicy = resourceType({
  token: "aws:secretsmanager/secretPolicy:SecretPolicy",
  label: "Secrets Manager Secret Policy",
  fields: {
    secretArn: text({ required: true, replaces: true }),
    policy: json({ required: true, same: samePolicy }),
    blockPublicPolicy: flag({ kept: true }),
  },
  create: (call, { secretArn, policy, blockPublicPolicy = false }) =>
    setResourcePolicy(call.services, call, secretArn, policy, blockPublicPolicy),
  read: (call, id) => {
    const found = secretOf(call.services.store, call, id);
    if (found?.data.resourcePolicy === undefined || found.data.deletedDate !== undefined) return undefined;
    return { secretArn: found.arn, policy: found.data.resourcePolicy };
  },
  update: async (call, id, { policy, blockPublicPolicy = false }) => {
    await setResourcePolicy(call.services, call, id, policy, blockPublicPolicy);
  },
  delete: async (call, id) => {
    const found = secretOf(call.services.store, call, id);
    if (found === undefined || found.data.deletedDate !== undefined) return;
    await setResourcePolicy(call.services, call, id, undefined, false);
  },
});
