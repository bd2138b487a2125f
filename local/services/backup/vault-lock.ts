import { AwsError } from "../../ground/aws-error";
import { defined } from "../defined";
import type { Caller, Services } from "../services";
import { findVault } from "./vault";

export interface VaultLockRequest {
  /** Days, at least 1. Default: no limit. */
  readonly minRetentionDays: number | undefined;
  /** Days, at most 36,500. Default: no limit. */
  readonly maxRetentionDays: number | undefined;
  /** Days, at least 3, after which the lock can never be lifted. Default: it can always be (governance mode). */
  readonly changeableForDays: number | undefined;
}

type Needs = Pick<Services, "store" | "clock">;

/** PutBackupVaultLockConfiguration. */
export function lockVault(services: Needs, caller: Caller, name: string, request: VaultLockRequest): Promise<void> {
  return services.store.transaction((transaction) => {
    const vault = findVault(transaction, caller, name);
    checkIsOpen(services, name, vault.data.lock?.lockDate);
    const { minRetentionDays: least = 1, maxRetentionDays: most = 36_500, changeableForDays: days } = request;
    if (least < 1 || most > 36_500 || least > most || (days !== undefined && days < 3)) {
      const message = `Invalid lock: retention is 1 to 36500 days, and the lock stays changeable for 3 days or more; got ${JSON.stringify(request)}`;
      throw new AwsError("InvalidParameterValueException", message);
    }
    const { minRetentionDays, maxRetentionDays } = request;
    const lockDate =
      days === undefined ? undefined : new Date(services.clock.now().getTime() + days * 86_400_000).toISOString();
    const lock = defined({ minRetentionDays, maxRetentionDays, lockDate });
    transaction.put({ ...vault, data: { ...vault.data, lock } });
  });
}

/** DeleteBackupVaultLockConfiguration: not in compliance mode once the lock date has passed. */
export function unlockVault(services: Needs, caller: Caller, name: string): Promise<void> {
  return services.store.transaction((transaction) => {
    const vault = findVault(transaction, caller, name);
    checkIsOpen(services, name, vault.data.lock?.lockDate);
    const { backupVaultName, encryptionKeyArn, tags } = vault.data;
    transaction.put({ ...vault, data: { backupVaultName, encryptionKeyArn, tags } });
  });
}

function checkIsOpen({ clock }: Needs, name: string, lockDate: string | undefined): void {
  if (lockDate === undefined || Date.parse(lockDate) > clock.now().getTime()) return;
  throw new AwsError("InvalidRequestException", `The vault lock of ${name} cannot be changed since ${lockDate}`);
}
