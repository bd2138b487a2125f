import { defined } from "../../../services/defined";
import { keyKind, type Key } from "../../../services/kms/entities";
import { createKey, modifyKey, scheduleKeyDeletion, type KeySettings } from "../../../services/kms/key";
import { owned } from "../../../services/owned";
import { choice, flag, integer, json, output, tags, text, type InputsOf } from "../../fields";
import { resourceType, type Problem, type Properties } from "../../resource-type";
import { samePolicy } from "../same-policy";

const keySpecs = [
  ...["SYMMETRIC_DEFAULT", "RSA_2048", "RSA_3072", "RSA_4096", "HMAC_224", "HMAC_256", "HMAC_384", "HMAC_512"],
  ...["ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521", "ECC_SECG_P256K1", "ECC_NIST_EDWARDS25519"],
  ...["ML_DSA_44", "ML_DSA_65", "ML_DSA_87", "SM2"],
];
const keyUsages = ["ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT"] as const;

const fields = {
  bypassPolicyLockoutSafetyCheck: flag({ default: false, kept: true }),
  customerMasterKeySpec: choice(keySpecs, { default: "SYMMETRIC_DEFAULT", replaces: true }),
  deletionWindowInDays: integer({ kept: true, min: 7, max: 30 }),
  description: text({ computed: true, maxLength: 8192 }),
  enableKeyRotation: flag({ default: false }),
  isEnabled: flag({ default: true }),
  keyUsage: choice(keyUsages, { default: "ENCRYPT_DECRYPT", replaces: true }),
  multiRegion: flag({ computed: true, replaces: true }),
  policy: json({ computed: true, same: samePolicy }),
  rotationPeriodInDays: integer({ computed: true, min: 90, max: 2560 }),
  tags: tags(),
  arn: output(text()),
  keyId: output(text()),
};

export const key = resourceType({
  token: "aws:kms/key:Key",
  label: "KMS Key",
  fields,
  check: rotationProblems,
  create: async (call, { keyUsage, customerMasterKeySpec, multiRegion = false, description = "", ...inputs }) => {
    const fixed = { keyUsage, keySpec: customerMasterKeySpec, multiRegion };
    return (await createKey(call.services, call, { ...fixed, ...settingsOf({ ...inputs, description }) })).id;
  },
  read: (call, id) => {
    const found = owned(call.services.store, keyKind, id, call);
    if (found === undefined || found.data.keyState === "PendingDeletion") return undefined;
    const { data, arn } = found;
    return {
      ...data,
      customerMasterKeySpec: data.keySpec,
      enableKeyRotation: data.keyRotationEnabled,
      isEnabled: data.keyState === "Enabled",
      arn,
    };
  },
  update: (call, id, inputs, old) => {
    // Left out, both stay what they are; so does the policy.
    const before = old as Partial<Pick<Key, "description" | "rotationPeriodInDays">>;
    const { description = before.description ?? "", rotationPeriodInDays = before.rotationPeriodInDays } = inputs;
    return modifyKey(call.services, call, id, settingsOf({ ...inputs, description, rotationPeriodInDays }));
  },
  delete: async (call, id, { deletionWindowInDays = 30 }) => {
    const found = owned(call.services.store, keyKind, id, call);
    if (found === undefined || found.data.keyState === "PendingDeletion") return;
    await scheduleKeyDeletion(call.services, call, id, Number(deletionWindowInDays));
  },
});

type Settings = Omit<InputsOf<typeof fields>, "customerMasterKeySpec" | "keyUsage" | "multiRegion" | "description">;

function settingsOf(inputs: Settings & { readonly description: string }): KeySettings {
  const { policy, isEnabled, enableKeyRotation, rotationPeriodInDays, tags = {} } = inputs;
  const { description, bypassPolicyLockoutSafetyCheck } = inputs;
  return {
    ...defined({ rotationPeriodInDays }),
    ...{ policy, description, tags, bypassPolicyLockoutSafetyCheck },
    enabled: isEnabled,
    keyRotationEnabled: enableKeyRotation,
  };
}

function rotationProblems({ rotationPeriodInDays, enableKeyRotation }: Properties): readonly Problem[] {
  if (rotationPeriodInDays === undefined || enableKeyRotation !== false) return [];
  const reason = "is for a key that is rotated; set enableKeyRotation to true or remove it";
  return [{ property: "rotationPeriodInDays", reason }];
}
