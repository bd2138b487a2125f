import type { Entity, Reads } from "../../state/store";
import { arnOf } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import { entityOf } from "../entity-of";
import { awsManagedKey, usableKey } from "../kms/use-key";
import { owned } from "../owned";
import type { Caller, Services } from "../services";
import { recoveryPointKind, vaultKind, type Tags, type Vault } from "./entities";
import { recoveryPointsOf, settleBackups } from "./recovery-points";

type Needs = Pick<Services, "store" | "clock" | "ids">;

/** CreateBackupVault, encrypted with the given key or AWS's own for backups. */
export function createVault(
  services: Pick<Services, "store" | "ids">,
  caller: Caller,
  request: { readonly backupVaultName: string; readonly kmsKeyArn: string | undefined; readonly tags: Tags },
): Promise<Entity<Vault>> {
  const { backupVaultName, kmsKeyArn, tags } = request;
  return services.store.transaction((transaction) => {
    if (!/^[a-zA-Z0-9\-_]{2,50}$/.test(backupVaultName)) {
      const message = `Invalid vault name: ${backupVaultName}. It must have 2 to 50 letters, digits, hyphens and underscores.`;
      throw new AwsError("InvalidParameterValueException", message);
    }
    const arn = vaultArn(caller, backupVaultName);
    if (transaction.get(vaultKind, arn) !== undefined) {
      const message = `Backup vault with the same name already exists (Name: ${backupVaultName})`;
      throw new AwsError("AlreadyExistsException", message);
    }
    const key =
      kmsKeyArn === undefined
        ? awsManagedKey(transaction, services.ids, caller, "backup")
        : usableKey(transaction, caller, kmsKeyArn);
    if (key === undefined) {
      throw new AwsError("InvalidParameterValueException", `Invalid KMS key: ${kmsKeyArn ?? ""}`);
    }
    const vault = entityOf(vaultKind, arn, arn, caller, { backupVaultName, encryptionKeyArn: key.arn, tags });
    transaction.put(vault);
    return vault;
  });
}

export function tagVault(services: Pick<Services, "store">, caller: Caller, name: string, tags: Tags): Promise<void> {
  return services.store.transaction((transaction) => {
    const vault = findVault(transaction, caller, name);
    transaction.put({ ...vault, data: { ...vault.data, tags } });
  });
}

/** DeleteBackupVault: refused while recovery points are in it. */
export function deleteVault(services: Needs, caller: Caller, name: string): Promise<void> {
  return services.store.transaction((transaction) => {
    const vault = findVault(transaction, caller, name);
    settleBackups(transaction, services);
    const { length } = recoveryPointsOf(transaction, vault.arn);
    if (length > 0) {
      const message = `Backup vault cannot be deleted (contains ${length} recovery points)`;
      throw new AwsError("InvalidRequestException", message);
    }
    transaction.delete(vaultKind, vault.id);
  });
}

/** DeleteRecoveryPoint of each in a vault, as the provider's `forceDestroy` does: refused while the vault is locked. */
export function emptyVault(services: Needs, caller: Caller, name: string): Promise<void> {
  return services.store.transaction((transaction) => {
    const vault = findVault(transaction, caller, name);
    settleBackups(transaction, services);
    for (const { id } of recoveryPointsOf(transaction, vault.arn)) {
      if (vault.data.lock !== undefined) {
        const message = `Recovery point ${id} cannot be deleted: its vault ${name} is locked`;
        throw new AwsError("InvalidRequestException", message);
      }
      transaction.delete(recoveryPointKind, id);
    }
  });
}

/** The caller's own vault, or `ResourceNotFoundException`. */
export function findVault(reads: Reads, caller: Caller, name: string): Entity<Vault> {
  const vault = owned(reads, vaultKind, vaultArn(caller, name), caller);
  if (vault === undefined) throw new AwsError("ResourceNotFoundException", `Backup vault ${name} does not exist`);
  return vault;
}

export function vaultArn(caller: Caller, name: string): string {
  return arnOf(caller, "backup", `backup-vault:${name}`);
}
