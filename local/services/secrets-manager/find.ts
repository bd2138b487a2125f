import type { Entity, Reads } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { allOwned } from "../owned";
import type { Caller } from "../services";
import { secretKind, type Secret } from "./entities";

/** The caller's own secret of this ARN or name, those that wait for deletion too; undefined for none. */
export function secretOf(reads: Reads, caller: Caller, secretId: string): Entity<Secret> | undefined {
  return allOwned(reads, secretKind, caller).find((it) => it.id === secretId || it.data.name === secretId);
}

/** The caller's own secret that is not about to go, or AWS's refusal. */
export function findSecret(reads: Reads, caller: Caller, secretId: string): Entity<Secret> {
  const secret = secretOf(reads, caller, secretId);
  if (secret === undefined) throw secretNotFound();
  if (secret.data.deletedDate !== undefined) {
    const message = "You can't perform this operation on the secret because it was marked for deletion.";
    throw new AwsError("InvalidRequestException", message);
  }
  return secret;
}

/** As `findSecret`, refusing what a service keeps for itself, such as RDS's master secrets. */
export function findOwnSecret(reads: Reads, caller: Caller, secretId: string): Entity<Secret> {
  const secret = findSecret(reads, caller, secretId);
  if (secret.data.owningService !== undefined) {
    const message = `You can't perform this operation on the secret because it is managed by ${secret.data.owningService}.`;
    throw new AwsError("InvalidRequestException", message);
  }
  return secret;
}

function secretNotFound(): AwsError {
  return new AwsError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
}
