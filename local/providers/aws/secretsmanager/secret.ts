import { secretOf } from "../../../services/secrets-manager/find";
import { setResourcePolicy } from "../../../services/secrets-manager/resource-policy";
import { createSecret, deleteSecret, modifySecret } from "../../../services/secrets-manager/secret";
import { flag, integer, json, output, tags, text } from "../../fields";
import { resourceType, type Problem, type Properties } from "../../resource-type";
import { samePolicy } from "../same-policy";

/** The provider's word for "no policy": leaving `policy` out leaves alone what another resource may have set. */
const NO_POLICY = "{}";

export const secret = resourceType({
  token: "aws:secretsmanager/secret:Secret",
  label: "Secrets Manager Secret",
  fields: {
    name: text({ replaces: true, autoName: { maxLength: 512 } }),
    description: text({ maxLength: 2048 }),
    kmsKeyId: text(),
    policy: json({ computed: true, same: samePolicy }),
    recoveryWindowInDays: integer({ default: 30, kept: true }),
    forceOverwriteReplicaSecret: flag({ default: false, kept: true }),
    tags: tags(),
    arn: output(text()),
  },
  check: windowProblems,
  create: async (call, { name, description = "", kmsKeyId, tags = {}, policy }) => {
    const { id } = await createSecret(call.services, call, { name, description, kmsKeyId, tags });
    if (policy !== undefined && policy !== NO_POLICY) {
      await setResourcePolicy(call.services, call, id, policy, false);
    }
    return id;
  },
  read: (call, id, state) => {
    const found = secretOf(call.services.store, call, id);
    if (found === undefined || found.data.deletedDate !== undefined) return undefined;
    const { data, arn } = found;
    const policy = data.resourcePolicy ?? (state.policy === NO_POLICY ? NO_POLICY : undefined);
    return { ...data, description: data.description === "" ? undefined : data.description, policy, arn };
  },
  update: async (call, id, { description = "", kmsKeyId, tags = {}, policy }) => {
    await modifySecret(call.services, call, id, { description, kmsKeyId, tags });
    if (policy === undefined) return;
    await setResourcePolicy(call.services, call, id, policy === NO_POLICY ? undefined : policy, false);
  },
  delete: async (call, id, { recoveryWindowInDays = 30 }) => {
    const found = secretOf(call.services.store, call, id);
    if (found === undefined || found.data.deletedDate !== undefined) return;
    await deleteSecret(call.services, call, id, Number(recoveryWindowInDays));
  },
});

function windowProblems({ recoveryWindowInDays: days }: Properties): readonly Problem[] {
  if (typeof days !== "number" || days === 0 || (days >= 7 && days <= 30)) return [];
  return [{ property: "recoveryWindowInDays", reason: `must be 0, or 7 to 30, got ${days}` }];
}
