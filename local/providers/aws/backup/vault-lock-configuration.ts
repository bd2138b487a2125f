import { vaultKind } from "../../../services/backup/entities";
import { vaultArn } from "../../../services/backup/vault";
import { lockVault, unlockVault } from "../../../services/backup/vault-lock";
import { owned } from "../../../services/owned";
import { integer, output, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";

export const vaultLockConfiguration = resourceType({
  token: "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
  label: "Backup Vault Lock Configuration",
  fields: {
    backupVaultName: text({ required: true, replaces: true }),
    changeableForDays: integer({ kept: true, replaces: true, min: 3 }),
    maxRetentionDays: integer({ replaces: true }),
    minRetentionDays: integer({ replaces: true }),
    backupVaultArn: output(text()),
  },
  create: async (call, { backupVaultName, changeableForDays, maxRetentionDays, minRetentionDays }) => {
    const request = { changeableForDays, maxRetentionDays, minRetentionDays };
    await lockVault(call.services, call, backupVaultName, request);
    return backupVaultName;
  },
  read: (call, id) => {
    const vault = owned(call.services.store, vaultKind, vaultArn(call, id), call);
    if (vault?.data.lock === undefined) return undefined;
    return { ...vault.data.lock, backupVaultName: id, backupVaultArn: vault.arn };
  },
  delete: (call, id) => unlessGone(unlockVault(call.services, call, id)),
});
