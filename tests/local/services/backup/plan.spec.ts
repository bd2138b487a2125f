import assert from "node:assert/strict";
import type { PlanRule } from "../../../../local/services/backup/entities";
import { createPlan, deletePlan, modifyPlan } from "../../../../local/services/backup/plan";
import { createSelection, deleteSelection } from "../../../../local/services/backup/selection";
import { createVault } from "../../../../local/services/backup/vault";
import { roleWith, trust } from "../iam/roles";
import { owner, testServices } from "../../test-services";
import { refused } from "../refused";

const rule: PlanRule = {
  ruleName: "daily",
  targetBackupVaultName: "vault",
  scheduleExpression: "cron(0 5 ? * * *)",
  scheduleExpressionTimezone: "Etc/UTC",
  enableContinuousBackup: false,
  startWindowMinutes: 60,
  completionWindowMinutes: 180,
  copyActions: [],
  recoveryPointTags: {},
};

async function planned() {
  const services = testServices();
  await createVault(services, owner, { backupVaultName: "vault", kmsKeyArn: undefined, tags: {} });
  const plan = (changes: Partial<PlanRule> = {}) =>
    createPlan(services, owner, { backupPlanName: "plan", rules: [{ ...rule, ...changes }], tags: {} });
  return { services, plan };
}

describe("AWS Backup", () => {
  it("refuses a vault's name that is taken or too short, and a key that is missing", async () => {
    const { services } = await planned();
    const vault = (backupVaultName: string, kmsKeyArn?: string) =>
      createVault(services, owner, { backupVaultName, kmsKeyArn, tags: {} });
    await refused(vault("vault"), "AlreadyExistsException");
    await refused(vault("v"), "InvalidParameterValueException");
    await refused(vault("other", "arn:aws:kms:us-east-1:111111111111:key/none"), "InvalidParameterValueException");
  });

  for (const [title, changes, code] of [
    ["into a missing vault", { targetBackupVaultName: "none" }, "ResourceNotFoundException"],
    ["at no time", { scheduleExpression: "daily" }, "InvalidParameterValueException"],
    ["without time to complete", { completionWindowMinutes: 100 }, "InvalidParameterValueException"],
    [
      "deleted within 90 days of cold storage",
      { lifecycle: { moveToColdStorageAfterDays: 30, deleteAfterDays: 119 } },
      "InvalidParameterValueException",
    ],
    [
      "copied to what is no vault",
      { copyActions: [{ destinationBackupVaultArn: "arn:aws:s3:::x" }] },
      "InvalidParameterValueException",
    ],
  ] as const) {
    it(`refuses a rule ${title}`, async () => {
      const { plan } = await planned();
      await refused(plan(changes), code);
    });
  }

  it("gives a plan a new version with each change", async () => {
    const { services, plan } = await planned();
    const { id, data } = await plan();
    await modifyPlan(services, owner, id, { rules: [{ ...rule, ruleName: "nightly" }], tags: {} });
    const now = services.store.get<typeof data>("backup:plan", id)?.data;
    assert.equal(now?.rules[0]?.ruleName, "nightly");
    assert.notEqual(now.versionId, data.versionId);
  });

  it("selects with a role it may take on, and keeps a plan that has selections", async () => {
    const { services, plan } = await planned();
    const { id } = await plan();
    const select = (iamRoleArn: string) =>
      createSelection(services, owner, {
        ...{ selectionName: "databases", backupPlanId: id, iamRoleArn, resources: ["*"], notResources: [] },
        selectionTags: [],
      });
    const wrong = await roleWith(services, owner, "wrong");
    await refused(select(wrong.arn), "InvalidParameterValueException", /cannot be assumed by AWS Backup/);
    const condition = { StringEquals: { "aws:SourceAccount": owner.account } };
    const trusts = trust({ Service: "backup.amazonaws.com" }, condition);
    const right = await roleWith(services, owner, "right", { trusts });
    const selection = await select(right.arn);
    await refused(deletePlan(services, owner, id), "InvalidRequestException", /selections must be deleted prior/);
    await deleteSelection(services, owner, selection.id);
    await deletePlan(services, owner, id);
  });
});
