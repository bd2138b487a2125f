import { kmsLockoutWindow as rule } from "../../../../policy/rules/kms/kms-lockout-window";
import { unknown } from "../../judge";
import { type Table, judges } from "../../tables";

const bypass: Table = {
  base: { bypassPolicyLockoutSafetyCheck: false },
  passes: { "the check left as it is": { bypassPolicyLockoutSafetyCheck: undefined } },
  finds: {
    "no check": [
      { bypassPolicyLockoutSafetyCheck: true },
      "bypassPolicyLockoutSafetyCheck is true, so the policy may lock everyone out",
    ],
  },
  undecided: { "an unknown check": { bypassPolicyLockoutSafetyCheck: unknown } },
};
const rest = (days: string, enabled: string, others: object = {}): Table => ({
  base: { [days]: 14, ...others },
  passes: {
    "30 days": { [days]: 30 },
    "days left out, which means 30": { [days]: undefined },
    "an enabled key": { [enabled]: true },
    "7 days, where that is enough": [{ [days]: 7 }, { knobs: { minWindow: 7 } }],
  },
  finds: {
    "13 days": [{ [days]: 13 }, `${days} is 13`],
    "14 days, where 30 are wanted": [{}, `${days} is 14`, { knobs: { minWindow: 30 } }],
    "a disabled key": [{ [enabled]: false }, `${enabled} is false, so what the key encrypted cannot be read`],
  },
  undecided: { "unknown days": { [days]: unknown }, "an unknown switch": { [enabled]: unknown } },
});
const material = { keyMaterialBase64: "AA==" };

judges(rule, "aws:kms/key:Key", bypass);
judges(rule, "aws:kms/key:Key", rest("deletionWindowInDays", "isEnabled"));
judges(rule, "aws:kms/keyPolicy:KeyPolicy", bypass);
judges(rule, "aws:kms/replicaKey:ReplicaKey", bypass);
judges(rule, "aws:kms/replicaKey:ReplicaKey", rest("deletionWindowInDays", "enabled"));
judges(rule, "aws-native:kms:Key", bypass);
judges(rule, "aws-native:kms:Key", rest("pendingWindowInDays", "enabled"));
judges(rule, "aws-native:kms:Key", rest("pendingWindowInDays", "enabled", { origin: "AWS_KMS" }));
judges(rule, "aws-native:kms:ReplicaKey", rest("pendingWindowInDays", "enabled"));
for (const type of ["aws:kms/externalKey:ExternalKey", "aws:kms/replicaExternalKey:ReplicaExternalKey"] as const) {
  judges(rule, type, bypass);
  judges(rule, type, rest("deletionWindowInDays", "enabled", material));
  judges(rule, type, {
    base: { enabled: false },
    finds: {
      "a key with material not known yet": [
        { keyMaterialBase64: unknown },
        "enabled is false, so what the key encrypted cannot be read",
      ],
    },
  });
}
judges(rule, "aws-native:kms:Key", {
  base: { origin: "EXTERNAL", enabled: false },
  undecided: { "an unknown origin": { origin: unknown } },
});
