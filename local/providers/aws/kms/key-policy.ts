import { keyOf } from "../../../services/kms/find-key";
import { putKeyPolicy } from "../../../services/kms/key";
import { flag, json, text } from "../../fields";
import { resourceType } from "../../resource-type";
import { samePolicy } from "../same-policy";
import { sameKey } from "./same-key";

export const keyPolicy = resourceType({
  token: "aws:kms/keyPolicy:KeyPolicy",
  label: "KMS Key Policy",
  fields: {
    keyId: text({ required: true, replaces: true, same: sameKey }),
    policy: json({ required: true, same: samePolicy }),
    bypassPolicyLockoutSafetyCheck: flag({ default: false, kept: true }),
  },
  create: async (call, { keyId, policy, bypassPolicyLockoutSafetyCheck }) => {
    await putKeyPolicy(call.services, call, keyId, policy, bypassPolicyLockoutSafetyCheck);
    return keyId;
  },
  read: (call, id) => {
    const key = keyOf(call.services.store, call, id);
    if (key === undefined || key.data.keyState === "PendingDeletion") return undefined;
    return { keyId: key.data.keyId, policy: key.data.policy };
  },
  update: async (call, id, { policy, bypassPolicyLockoutSafetyCheck }) => {
    await putKeyPolicy(call.services, call, id, policy, bypassPolicyLockoutSafetyCheck);
  },
  // Every key has a policy: the provider puts back the one AWS gives a new key, unless the account has locked itself out.
  delete: async (call, id, { bypassPolicyLockoutSafetyCheck }) => {
    const key = keyOf(call.services.store, call, id);
    if (key === undefined || key.data.keyState === "PendingDeletion" || bypassPolicyLockoutSafetyCheck === true) return;
    await putKeyPolicy(call.services, call, id, undefined, false);
  },
});
