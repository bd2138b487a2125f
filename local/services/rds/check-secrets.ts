import { invalidCombination, invalidValue } from "./database-checks";

interface Secrets {
  readonly masterUserPassword?: string | undefined;
  readonly manageMasterUserPassword?: boolean | undefined;
  readonly kmsKeyId?: string | undefined;
  readonly storageEncrypted?: boolean | undefined;
}

/** What a new instance or cluster must say of its master's password and its key. */
export function checkSecrets(request: Secrets): void {
  if (request.masterUserPassword === undefined && request.manageMasterUserPassword !== true) {
    throw invalidValue("The parameter MasterUserPassword must be provided and must not be blank.");
  }
  if (request.kmsKeyId !== undefined && request.storageEncrypted !== true) {
    throw invalidCombination("You can't specify KmsKeyId when StorageEncrypted is disabled.");
  }
}
