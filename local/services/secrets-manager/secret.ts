import type { Entity, Reads, Transaction } from "../../state/store";
import { arnOf } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import { defined } from "../defined";
import { entityOf } from "../entity-of";
import { usableKey } from "../kms/use-key";
import type { Caller, Ids, Services } from "../services";
import { secretKind, secretVersionKind, type Secret } from "./entities";
import { findOwnSecret, secretOf } from "./find";

/** What a caller decides about a secret. */
export interface SecretSettings extends Pick<Secret, "description" | "tags"> {
  readonly kmsKeyId?: string | undefined;
}

export type NewSecret = SecretSettings & Pick<Secret, "name" | "owningService">;

/** CreateSecret: without a value yet. The name is free again only when a deleted secret's recovery window is over. */
export function createSecret(
  services: Pick<Services, "store" | "ids" | "clock">,
  caller: Caller,
  request: SecretSettings & Pick<Secret, "name">,
): Promise<Entity<Secret>> {
  return services.store.transaction((transaction) => {
    if (!/^[\w/+=.@-]{1,512}$/.test(request.name)) {
      const message =
        "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!";
      throw new AwsError("ValidationException", message);
    }
    forgetIfExpired(transaction, caller, request.name, services.clock.now());
    return putSecret(transaction, services.ids, caller, request);
  });
}

/** The part of CreateSecret that services use for the secrets they manage. */
export function putSecret(
  transaction: Transaction,
  ids: Pick<Ids, "bytes">,
  caller: Caller,
  request: NewSecret,
): Entity<Secret> {
  const existing = secretOf(transaction, caller, request.name);
  if (existing?.data.deletedDate !== undefined) {
    const message = "You can't create this secret because a secret with this name is already scheduled for deletion.";
    throw new AwsError("InvalidRequestException", message);
  }
  if (existing !== undefined) {
    const message = `The operation failed because the secret ${request.name} already exists.`;
    throw new AwsError("ResourceExistsException", message);
  }
  checkKey(transaction, caller, request.kmsKeyId);
  const arn = arnOf(caller, "secretsmanager", `secret:${request.name}-${suffix(ids)}`);
  const secret = entityOf(secretKind, arn, arn, caller, defined(request));
  transaction.put(secret);
  return secret;
}

/** UpdateSecret and TagResource. */
export function modifySecret(
  services: Pick<Services, "store">,
  caller: Caller,
  secretId: string,
  settings: SecretSettings,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const secret = findOwnSecret(transaction, caller, secretId);
    checkKey(transaction, caller, settings.kmsKeyId);
    transaction.put({ ...secret, data: defined({ ...secret.data, ...settings }) });
  });
}

/** DeleteSecret: at once with a window of 0 days, else it waits (7 to 30 days) and can neither be read nor made anew. */
export function deleteSecret(
  services: Pick<Services, "store" | "clock">,
  caller: Caller,
  secretId: string,
  recoveryWindowInDays: number,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const secret = findOwnSecret(transaction, caller, secretId);
    if (recoveryWindowInDays === 0) {
      removeSecret(transaction, secret.id);
      return;
    }
    if (recoveryWindowInDays < 7 || recoveryWindowInDays > 30) {
      const message = "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).";
      throw new AwsError("InvalidParameterException", message);
    }
    const deletedDate = new Date(services.clock.now().getTime() + recoveryWindowInDays * 86_400_000).toISOString();
    transaction.put({ ...secret, data: { ...secret.data, deletedDate } });
  });
}

/** Takes a secret and all its versions away. */
export function removeSecret(transaction: Transaction, arn: string): void {
  for (const version of transaction.list(secretVersionKind, (it) => it.data.secretArn === arn)) {
    transaction.delete(secretVersionKind, version.id);
  }
  transaction.delete(secretKind, arn);
}

function forgetIfExpired(transaction: Transaction, caller: Caller, name: string, now: Date): void {
  const secret = secretOf(transaction, caller, name);
  const { deletedDate } = secret?.data ?? {};
  if (secret !== undefined && deletedDate !== undefined && Date.parse(deletedDate) <= now.getTime()) {
    removeSecret(transaction, secret.id);
  }
}

function checkKey(reads: Reads, caller: Caller, kmsKeyId: string | undefined): void {
  if (kmsKeyId === undefined || kmsKeyId === "alias/aws/secretsmanager") return;
  if (usableKey(reads, caller, kmsKeyId) === undefined) {
    const message = `Secrets Manager can't encrypt the protected secret text using the provided KMS key. Check that the KMS key is available, enabled, and not in an invalid state: ${kmsKeyId}`;
    throw new AwsError("EncryptionFailure", message);
  }
}

/** Six letters and digits, as at the end of every secret's ARN. */
function suffix(ids: Pick<Ids, "bytes">): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  return Array.from(ids.bytes(6), (byte) => alphabet.charAt(byte % alphabet.length)).join("");
}
