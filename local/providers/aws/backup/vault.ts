import { vaultKind } from "../../../services/backup/entities";
import { createVault, deleteVault, emptyVault, tagVault, vaultArn } from "../../../services/backup/vault";
import { recoveryPointsOf } from "../../../services/backup/recovery-points";
import { owned } from "../../../services/owned";
import { flag, integer, output, tags, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";

export const vault = resourceType({
  token: "aws:backup/vault:Vault",
  label: "Backup Vault",
  fields: {
    name: text({ replaces: true, autoName: { maxLength: 50 }, pattern: /^[0-9A-Za-z_-]{2,50}$/ }),
    kmsKeyArn: text({ computed: true, replaces: true, pattern: /^arn:/ }),
    forceDestroy: flag({ default: false, kept: true }),
    tags: tags(),
    arn: output(text()),
    recoveryPoints: output(integer()),
  },
  create: async (call, { name, kmsKeyArn, tags = {} }) => {
    await createVault(call.services, call, { backupVaultName: name, kmsKeyArn, tags });
    return name;
  },
  read: (call, id) => {
    const found = owned(call.services.store, vaultKind, vaultArn(call, id), call);
    if (found === undefined) return undefined;
    const { backupVaultName, encryptionKeyArn, tags } = found.data;
    const recoveryPoints = recoveryPointsOf(call.services.store, found.arn).length;
    return { name: backupVaultName, kmsKeyArn: encryptionKeyArn, tags, arn: found.arn, recoveryPoints };
  },
  update: (call, id, { tags = {} }) => tagVault(call.services, call, id, tags),
  delete: async (call, id, { forceDestroy }) => {
    if (forceDestroy === true) await unlessGone(emptyVault(call.services, call, id));
    await unlessGone(deleteVault(call.services, call, id));
  },
});
