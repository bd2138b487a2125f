import type { Field } from "../../../resources/field";
import type { Resource } from "../../../resources/resource";
import { integer } from "../../framework/knobs";
import { rule } from "../../framework/rule";
import { stated } from "../../framework/stated";

const settings = ["bypassPolicyLockoutSafetyCheck", "deletionWindowInDays", "enabled"] as const;

export const kmsLockoutWindow = rule({
  id: "kms-lockout-window",
  sentence: "A key stays usable, manageable, and recoverable for two weeks.",
  why: "What a deleted or unmanageable key encrypted is lost, so the time to notice a mistake is the time to mend it.",
  fix: "Set the deletion window to 14 days or more, keep the lockout check, and keep the key enabled.",
  severity: "medium",
  level: "advisory",
  controls: ["FSBP KMS.3", "checkov CKV_AWS_227"],
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
  knobs: { minWindow: integer(14, "The shortest deletion window, in days, 7-30.", 7) },
  reads: {
    "aws:kms/key:Key": ["bypassPolicyLockoutSafetyCheck", "deletionWindowInDays", "isEnabled"],
    "aws:kms/keyPolicy:KeyPolicy": ["bypassPolicyLockoutSafetyCheck"],
    "aws:kms/externalKey:ExternalKey": [...settings, "keyMaterialBase64"],
    "aws:kms/replicaKey:ReplicaKey": settings,
    "aws:kms/replicaExternalKey:ReplicaExternalKey": [...settings, "keyMaterialBase64"],
    "aws-native:kms:Key": ["bypassPolicyLockoutSafetyCheck", "pendingWindowInDays", "enabled", "origin"],
    "aws-native:kms:ReplicaKey": ["pendingWindowInDays", "enabled"],
  },
  check(key, { knobs }) {
    // Left out: the check is made, the window is 30 days, the key is enabled.
    const bypass = key.get("bypassPolicyLockoutSafetyCheck");
    const window = key.get(key.native ? "pendingWindowInDays" : "deletionWindowInDays");
    const enabled = key.get(key.type === "aws:kms/key:Key" ? "isEnabled" : "enabled");
    return [
      ...(bypass.flag() === true ? [{ at: bypass, what: "is true, so the policy may lock everyone out" }] : []),
      ...((window.number() ?? 30) < knobs.minWindow ? [{ at: window, what: stated(window) }] : []),
      ...(enabled.flag() === false && !awaitsMaterial(key)
        ? [{ at: enabled, what: "is false, so what the key encrypted cannot be read" }]
        : []),
    ];
  },
});

/** A key whose material is still to be imported cannot be enabled. */
function awaitsMaterial(key: Resource): boolean {
  if (key.native) return isExternal(key.get("origin"));
  return key.type.includes("xternalKey") && key.get("keyMaterialBase64").absent;
}

const isExternal = (source: Field): boolean => source.unknown || source.text() === "EXTERNAL";
