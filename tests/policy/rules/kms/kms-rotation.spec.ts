import { kmsRotation as rule } from "../../../../policy/rules/kms/kms-rotation";
import { unknown } from "../../judge";
import { mends } from "../../mends";
import { judges } from "../../tables";

for (const [type, spec] of [
  ["aws:kms/key:Key", "customerMasterKeySpec"],
  ["aws-native:kms:Key", "keySpec"],
] as const) {
  const off = (props: object) => ({ enableKeyRotation: undefined, ...props });
  judges(rule, type, {
    base: { enableKeyRotation: true },
    passes: {
      "an RSA key": off({ [spec]: "RSA_2048" }),
      "an elliptic-curve key": off({ [spec]: "ECC_NIST_P256", enableKeyRotation: false }),
      "an HMAC key": off({ [spec]: "HMAC_256", keyUsage: "GENERATE_VERIFY_MAC" }),
      "a key that signs": off({ keyUsage: "SIGN_VERIFY" }),
      "a period of 365 days": { rotationPeriodInDays: 365 },
      "a long period where that is enough": [{ rotationPeriodInDays: 730 }, { knobs: { maxPeriodDays: 730 } }],
    },
    finds: {
      "rotation left out": [off({}), "enableKeyRotation is left out"],
      "rotation off": [{ enableKeyRotation: false }, "enableKeyRotation is false"],
      "rotation off on a key that says it is symmetric": [
        off({ [spec]: "SYMMETRIC_DEFAULT", keyUsage: "ENCRYPT_DECRYPT" }),
        "enableKeyRotation is left out",
      ],
      "a period of 366 days": [{ rotationPeriodInDays: 366 }, "(advice) rotationPeriodInDays is 366"],
      "a period longer than the organisation wants": [
        { rotationPeriodInDays: 91 },
        "(advice) rotationPeriodInDays is 91",
        { knobs: { maxPeriodDays: 90 } },
      ],
    },
    undecided: {
      "unknown rotation": { enableKeyRotation: unknown },
      "an unknown spec": off({ [spec]: unknown }),
      "an unknown usage": off({ keyUsage: unknown }),
      "an unknown period": { rotationPeriodInDays: unknown },
    },
  });
  mends(rule, type, {}, { enableKeyRotation: true });
  mends(rule, type, { rotationPeriodInDays: 365 }, { enableKeyRotation: true });
  mends(rule, type, { rotationPeriodInDays: 730 }, { enableKeyRotation: true, rotationPeriodInDays: 365 });
}

judges(rule, "aws:kms/key:Key", {
  base: { customKeyStoreId: "cks-1" },
  passes: {
    "a custom store made in the same update": { customKeyStoreId: unknown },
    "a key kept outside AWS": { customKeyStoreId: undefined, xksKeyId: "1" },
  },
  finds: { "no custom store": [{ customKeyStoreId: "", xksKeyId: "" }, "enableKeyRotation is left out"] },
});
judges(rule, "aws-native:kms:Key", {
  base: { origin: "EXTERNAL" },
  finds: { "KMS's own material": [{ origin: "AWS_KMS" }, "enableKeyRotation is left out"] },
  undecided: { "an unknown origin": { origin: unknown } },
});
