import type { Field } from "../../../resources/field";
import type { Resource } from "../../../resources/resource";
import { integer } from "../../framework/knobs";
import { type Finding, rule } from "../../framework/rule";
import { isSet, stated } from "../../framework/stated";

export const kmsRotation = rule({
  id: "kms-rotation",
  sentence: "KMS rotates a key by itself.",
  why: "The longer one key's material is used, the more it gives away once it is known.",
  fix: "Set enableKeyRotation to true.",
  severity: "medium",
  level: "mandatory",
  controls: [
    "FSBP KMS.4",
    "CIS 3.6",
    "Config cmk-backing-key-rotation-enabled",
    "checkov CKV_AWS_7",
    "trivy AWS-0065",
    "cdk-nag KMS5",
  ],
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
  knobs: { maxPeriodDays: integer(365, "The longest period between two rotations, in days, 90-2560.", 90) },
  // Replicas follow their primary key, and imported material (ExternalKey) is rotated by importing anew.
  reads: {
    "aws:kms/key:Key": [
      "enableKeyRotation",
      "rotationPeriodInDays",
      "customerMasterKeySpec",
      "keyUsage",
      "customKeyStoreId",
      "xksKeyId",
    ],
    "aws-native:kms:Key": ["enableKeyRotation", "rotationPeriodInDays", "keySpec", "keyUsage", "origin"],
  },
  check(key, { knobs }): Finding[] {
    const rotation = key.get("enableKeyRotation");
    // Left out means false.
    if (rotation.isNotTrue()) return canRotate(key) ? [{ at: rotation, what: stated(rotation) }] : [];
    const period = key.get("rotationPeriodInDays");
    const fix = `Set rotationPeriodInDays to ${knobs.maxPeriodDays} or less, or leave it out, which means 365.`;
    return isLong(period, knobs.maxPeriodDays) ? [{ at: period, what: stated(period), fix, advisory: true }] : [];
  },
  mend: (key, { knobs }) => ({
    enableKeyRotation: true,
    ...(isLong(key.get("rotationPeriodInDays"), knobs.maxPeriodDays) && { rotationPeriodInDays: knobs.maxPeriodDays }),
  }),
});

const isLong = (period: Field, most: number): boolean => (period.number() ?? 0) > most;

/** Only symmetric keys that KMS made itself, and that encrypt, can be rotated by it. */
function canRotate(key: Resource): boolean {
  const isOrdinary = (property: string, ordinary: string): boolean => {
    const field = key.get(property);
    return !field.unknown && (field.text() ?? ordinary) === ordinary;
  };
  return (
    isOrdinary(key.native ? "keySpec" : "customerMasterKeySpec", "SYMMETRIC_DEFAULT") &&
    isOrdinary("keyUsage", "ENCRYPT_DECRYPT") &&
    isOrdinary("origin", "AWS_KMS") &&
    !isSet(key.get("customKeyStoreId")) &&
    !isSet(key.get("xksKeyId"))
  );
}
