import * as assert from "node:assert/strict";

import {
  DatabaseBackup,
  databaseBackupProblems,
  type DatabaseBackupArgs,
} from "../../../components/database/database-backup";
import { deploy, type Deployment } from "../deploy";

const args: DatabaseBackupArgs = {
  place: { accountId: "111122223333", region: "eu-west-1" },
  resourceArn: "arn:aws:rds:eu-west-1:111122223333:db:orders",
  kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/orders",
};

describe("a DatabaseBackup", () => {
  let made: Deployment;
  before(async () => {
    made = await deploy((opts) => new DatabaseBackup("orders", args, opts));
  });

  it("keeps its vault encrypted, protected, and locked against early deletion", () => {
    const vault = made.find("aws:backup/vault:Vault");
    assert.deepEqual(vault.inputs, { kmsKeyArn: args.kmsKeyArn });
    assert.equal(vault.opts.protect, true);
    const lock = made.find("aws:backup/vaultLockConfiguration:VaultLockConfiguration").inputs;
    assert.deepEqual(lock, { backupVaultName: "orders-vault", minRetentionDays: 7 });
  });

  it("backs up every day and keeps a backup for 35 days", () => {
    assert.deepEqual(made.find("aws:backup/plan:Plan").inputs.rules, [
      {
        ruleName: "daily",
        targetVaultName: "orders-vault",
        schedule: "cron(0 3 * * ? *)",
        lifecycle: { deleteAfter: 35 },
      },
    ]);
  });

  it("covers the one database, by a role only AWS Backup of this account can take", () => {
    const selection = made.find("aws:backup/selection:Selection");
    assert.deepEqual(selection.inputs.resources, [args.resourceArn]);
    assert.equal([selection.opts.dependsOn].flat().length, 1);
    const [trust] = JSON.parse(made.find("aws:iam/role:Role").inputs.assumeRolePolicy).Statement;
    assert.deepEqual(trust.Principal, { Service: "backup.amazonaws.com" });
    assert.deepEqual(trust.Condition, { StringEquals: { "aws:SourceAccount": "111122223333" } });
    assert.equal(
      made.find("aws:iam/rolePolicyAttachment:RolePolicyAttachment").inputs.policyArn,
      "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
    );
  });

  it("refuses a retention its own lock would refuse", async () => {
    assert.deepEqual(databaseBackupProblems({ retentionDays: 7 }), []);
    await assert.rejects(
      deploy(() => new DatabaseBackup("orders", { ...args, retentionDays: 6 })),
      /^Error: DatabaseBackup "orders": retentionDays must be a whole number of 7 or more, the vault's lock refuses less, got 6$/,
    );
  });
});
