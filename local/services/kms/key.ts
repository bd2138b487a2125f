import type { Entity, Reads } from "../../state/store";
import { arnOf } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import { defined } from "../defined";
import { entityOf } from "../entity-of";
import type { Caller, Services } from "../services";
import { aliasKind, keyKind, type Key } from "./entities";
import { findKey } from "./find-key";
import { checkKeyPolicy, defaultKeyPolicy } from "./key-policy";

/** What a caller decides about a key. */
export type KeySettings = Pick<Key, "description" | "keyRotationEnabled" | "rotationPeriodInDays" | "tags"> & {
  readonly enabled: boolean;
  /** JSON text. Default: everything to the account, which leaves it to IAM. */
  readonly policy: string | undefined;
  /** Whether to take a policy that locks its own author out. */
  readonly bypassPolicyLockoutSafetyCheck: boolean;
};

export type CreateKeyRequest = KeySettings & Pick<Key, "keyUsage" | "keySpec" | "multiRegion">;

/** CreateKey, EnableKeyRotation and DisableKey. */
export function createKey(
  services: Pick<Services, "store" | "ids">,
  caller: Caller,
  request: CreateKeyRequest,
): Promise<Entity<Key>> {
  const { keyUsage, keySpec, multiRegion } = request;
  return services.store.transaction((transaction) => {
    checkUsage(request);
    const keyId = multiRegion ? `mrk-${services.ids.hex(32)}` : services.ids.uuid();
    const arn = arnOf(caller, "kms", `key/${keyId}`);
    const fixed = { keyId, keyUsage, keySpec, multiRegion, keyManager: "CUSTOMER" as const };
    const data = defined({ ...fixed, ...settled(transaction, caller, request, keySpec) });
    const key = entityOf(keyKind, keyId, arn, caller, data);
    transaction.put(key);
    return key;
  });
}

/** UpdateKeyDescription, PutKeyPolicy, EnableKey/DisableKey, Enable/DisableKeyRotation and TagResource. */
export function modifyKey(
  services: Pick<Services, "store">,
  caller: Caller,
  keyId: string,
  settings: KeySettings,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const key = findKey(transaction, caller, keyId);
    checkIsNotDoomed(key);
    const policy = settings.policy ?? key.data.policy;
    const changes = settled(transaction, caller, { ...settings, policy }, key.data.keySpec);
    transaction.put({ ...key, data: defined({ ...key.data, ...changes }) });
  });
}

/** PutKeyPolicy alone; `undefined` puts back the policy AWS gives a new key. */
export function putKeyPolicy(
  services: Pick<Services, "store">,
  caller: Caller,
  keyId: string,
  policy: string | undefined,
  bypassPolicyLockoutSafetyCheck: boolean,
): Promise<Entity<Key>> {
  return services.store.transaction((transaction) => {
    const key = findKey(transaction, caller, keyId);
    checkIsNotDoomed(key);
    const text = policy ?? defaultKeyPolicy(caller);
    checkKeyPolicy(transaction, caller, text, bypassPolicyLockoutSafetyCheck);
    transaction.put({ ...key, data: { ...key.data, policy: text } });
    return key;
  });
}

/** ScheduleKeyDeletion: 7 to 30 days. The key cannot be used from now on; its aliases go at once, as they would then. */
export function scheduleKeyDeletion(
  services: Pick<Services, "store" | "clock">,
  caller: Caller,
  keyId: string,
  pendingWindowInDays: number,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const key = findKey(transaction, caller, keyId);
    checkIsNotDoomed(key);
    const deletionDate = new Date(services.clock.now().getTime() + pendingWindowInDays * 86_400_000).toISOString();
    transaction.put({ ...key, data: { ...key.data, keyState: "PendingDeletion", deletionDate } });
    for (const alias of transaction.list(aliasKind, (it) => it.data.targetKeyId === key.id)) {
      transaction.delete(aliasKind, alias.id);
    }
  });
}

function settled(reads: Reads, caller: Caller, settings: KeySettings, keySpec: string) {
  const policy = settings.policy ?? defaultKeyPolicy(caller);
  checkKeyPolicy(reads, caller, policy, settings.bypassPolicyLockoutSafetyCheck);
  const { description, keyRotationEnabled, rotationPeriodInDays, tags } = settings;
  if (keyRotationEnabled && keySpec !== "SYMMETRIC_DEFAULT") {
    throw new AwsError("UnsupportedOperationException", "Key rotation is not supported for asymmetric and HMAC keys.");
  }
  return {
    description,
    keyRotationEnabled,
    rotationPeriodInDays: keyRotationEnabled ? (rotationPeriodInDays ?? 365) : undefined,
    keyState: settings.enabled ? ("Enabled" as const) : ("Disabled" as const),
    policy,
    tags,
  };
}

/** Which specs serve which use: the KMS developer guide's table, as far as `@pulumi/aws` can say it. */
function checkUsage({ keyUsage, keySpec }: CreateKeyRequest): void {
  const isSymmetric = keySpec === "SYMMETRIC_DEFAULT";
  const fits = {
    ENCRYPT_DECRYPT: isSymmetric || keySpec.startsWith("RSA_") || keySpec === "SM2",
    SIGN_VERIFY: /^(RSA_|ECC_|ML_DSA_)/.test(keySpec) || keySpec === "SM2",
    GENERATE_VERIFY_MAC: keySpec.startsWith("HMAC_"),
    KEY_AGREEMENT: keySpec.startsWith("ECC_NIST_") || keySpec === "SM2",
  }[keyUsage];
  if (!fits) {
    throw new AwsError("ValidationException", `KeyUsage ${keyUsage} is not compatible with KeySpec ${keySpec}`);
  }
}

function checkIsNotDoomed(key: Entity<Key>): void {
  if (key.data.keyState === "PendingDeletion") {
    throw new AwsError("KMSInvalidStateException", `${key.arn} is pending deletion.`);
  }
}
