import assert from "node:assert/strict";
import { testServices } from "../../../test-services";
import { Deployment } from "../deployment";

const vaultType = "aws:backup/vault:Vault";
const lockType = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const planType = "aws:backup/plan:Plan";
const selectionType = "aws:backup/selection:Selection";
const rule = {
  ruleName: "daily",
  targetVaultName: "safe",
  schedule: "cron(0 3 * * ? *)",
  lifecycle: { deleteAfter: 35 },
};

async function withVault(): Promise<Deployment> {
  const aws = new Deployment();
  await aws.create(vaultType, { name: "safe" });
  return aws;
}

describe("aws:backup:Vault", () => {
  it("is known by its name, takes AWS's own key without one, and keeps still", async () => {
    const aws = new Deployment();
    const key = await aws.create("aws:kms/key:Key", {});
    const inputs = { kmsKeyArn: key.outputs.arn, tags: { a: "b" } };
    const vault = await aws.create(vaultType, inputs, "orders");
    assert.match(vault.id, /^orders-[0-9a-f]{7}$/);
    assert.equal(vault.outputs.arn, `arn:aws:backup:us-east-1:111111111111:backup-vault:${vault.id}`);
    await aws.assertSteady(vault, inputs);
    assert.deepEqual(aws.diff(vault, { name: "x1", kmsKeyArn: "arn:aws:kms:x" }), ["kmsKeyArn!", "name!", "tags"]);
    assert.deepEqual((await aws.update(vault, { ...inputs, tags: {} })).outputs.tags, {});
    const plain = await aws.create(vaultType, {}, "plain");
    assert.match(String(plain.outputs.kmsKeyArn), /:key\//);
    assert.notEqual(plain.outputs.kmsKeyArn, key.outputs.arn);
    await aws.delete(vault);
    assert.equal(await aws.refresh(vault), undefined);
  });
});

describe("aws:backup:VaultLockConfiguration", () => {
  it("locks its vault, can be lifted in governance mode, and every change makes a new one", async () => {
    const aws = await withVault();
    const inputs = { backupVaultName: "safe", minRetentionDays: 7, maxRetentionDays: 90 };
    const lock = await aws.create(lockType, inputs);
    assert.equal(lock.outputs.backupVaultArn, "arn:aws:backup:us-east-1:111111111111:backup-vault:safe");
    await aws.assertSteady(lock, inputs);
    const other = { backupVaultName: "b", minRetentionDays: 8, changeableForDays: 3 };
    const names = ["backupVaultName!", "changeableForDays!", "maxRetentionDays!", "minRetentionDays!"];
    assert.deepEqual(aws.diff(lock, other), names);
    await aws.delete(lock);
    assert.equal(await aws.refresh(lock), undefined);
  });

  it("cannot be lifted in compliance mode once its date has come", async () => {
    let now = "2026-11-21T12:00:00.000Z";
    const aws = new Deployment(testServices({ clock: { now: () => new Date(now) } }));
    await aws.create(vaultType, { name: "safe" });
    const lock = await aws.create(lockType, { backupVaultName: "safe", minRetentionDays: 7, changeableForDays: 3 });
    now = "2026-11-24T12:00:00.000Z";
    await assert.rejects(aws.delete(lock), /deleting Backup Vault Lock .*InvalidRequestException/);
  });
});

describe("aws:backup:Plan", () => {
  it("keeps still with every kind of rule", async () => {
    const all = {
      ...{ ruleName: "all", targetVaultName: "safe", scheduleExpressionTimezone: "Europe/Paris" },
      ...{ enableContinuousBackup: true, startWindow: 90, completionWindow: 200 },
      lifecycle: { coldStorageAfter: 30, deleteAfter: 120, optInToArchiveForSupportedResources: true },
      copyActions: [{ destinationVaultArn: "arn:aws:backup:eu-west-1:222222222222:backup-vault:far" }],
      recoveryPointTags: { a: "b" },
    };
    for (const inputs of [{ rules: [rule] }, { name: "plan", rules: [all, rule], tags: { a: "b" } }]) {
      const aws = await withVault();
      await aws.assertSteady(await aws.create(planType, inputs), inputs);
    }
  });

  it("has a new version where its rules change, and only there", async () => {
    const aws = await withVault();
    const plan = await aws.create(planType, { rules: [rule] });
    assert.equal(plan.outputs.arn, `arn:aws:backup:us-east-1:111111111111:backup-plan:${plan.id}`);
    assert.deepEqual(aws.diff(plan, { name: "other", rules: [{ ...rule, startWindow: 100 }] }), ["name!", "rules"]);
    const tagged = await aws.update(plan, { rules: [rule], tags: { a: "b" } });
    assert.equal(tagged.outputs.version, plan.outputs.version);
    const longer = await aws.update(tagged, { rules: [{ ...rule, lifecycle: { deleteAfter: 60 } }] });
    assert.notEqual(longer.outputs.version, plan.outputs.version);
  });

  it("has AWS's word for a vault that is not there", async () => {
    await assert.rejects(new Deployment().create(planType, { rules: [rule] }), {
      message: "creating Backup Plan: ResourceNotFoundException: Backup vault safe does not exist",
    });
  });
});

describe("aws:backup:Selection", () => {
  const trust = (service: string) =>
    JSON.stringify({ Statement: { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" } });

  it("keeps still, is replaced by every change, and holds its plan", async () => {
    const aws = await withVault();
    const plan = await aws.create(planType, { rules: [rule] });
    const role = await aws.create("aws:iam/role:Role", { assumeRolePolicy: trust("backup.amazonaws.com") });
    const inputs = { planId: plan.id, iamRoleArn: role.outputs.arn, resources: ["arn:aws:rds:us-east-1:1:db:a"] };
    const selection = await aws.create(selectionType, inputs);
    await aws.assertSteady(selection, inputs);
    assert.notEqual(await aws.import(selectionType, `${plan.id}|${selection.id}`), undefined);
    const selectionTags = [{ type: "STRINGEQUALS", key: "backup", value: "yes" }];
    const changed = { ...inputs, resources: [], selectionTags };
    assert.deepEqual(aws.diff(selection, changed), ["resources!", "selectionTags!"]);
    await assert.rejects(aws.delete(plan), /InvalidRequestException: Related backup plan selections must be deleted/);
    await aws.delete(selection);
    await aws.delete(plan);
    assert.equal(await aws.refresh(plan), undefined);
  });

  it("refuses a role that AWS Backup may not take on", async () => {
    const aws = await withVault();
    const plan = await aws.create(planType, { rules: [rule] });
    const role = await aws.create("aws:iam/role:Role", { assumeRolePolicy: trust("rds.amazonaws.com") });
    const inputs = { planId: plan.id, iamRoleArn: role.outputs.arn, resources: ["*"] };
    await assert.rejects(aws.create(selectionType, inputs), /InvalidParameterValueException: .*cannot be assumed/);
  });
});
