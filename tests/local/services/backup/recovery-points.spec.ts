import assert from "node:assert/strict";
import { recoveryPointKind, selectionKind, type Selection } from "../../../../local/services/backup/entities";
import { createPlan } from "../../../../local/services/backup/plan";
import { settleBackups } from "../../../../local/services/backup/recovery-points";
import { createSelection, deleteSelection } from "../../../../local/services/backup/selection";
import { createVault, deleteVault, emptyVault } from "../../../../local/services/backup/vault";
import { lockVault, unlockVault } from "../../../../local/services/backup/vault-lock";
import { createDbInstance } from "../../../../local/services/rds/create-instance";
import { deleteDbInstance } from "../../../../local/services/rds/delete-instance";
import { roleWith, trust } from "../iam/roles";
import { owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { instanceRequest, surroundings } from "../surroundings";

const DAY = 86_400_000;

/** An instance, and a plan that keeps a daily backup of it for `deleteAfterDays`. */
async function backedUp(deleteAfterDays = 35, selectionTags: Selection["selectionTags"] = []) {
  let days = 0;
  const clock = { now: () => new Date(Date.parse("2026-11-21T12:00:00Z") + days * DAY) };
  const services = testServices({ clock });
  await surroundings(services);
  const instance = await createDbInstance(services, owner, instanceRequest({ tags: { vault: "mine" } }));
  await createVault(services, owner, { backupVaultName: "vault", kmsKeyArn: undefined, tags: {} });
  const rule = {
    ...{ ruleName: "daily", targetBackupVaultName: "vault", scheduleExpression: "cron(0 3 * * ? *)" },
    ...{ scheduleExpressionTimezone: "Etc/UTC", enableContinuousBackup: false },
    ...{ startWindowMinutes: 60, completionWindowMinutes: 180, copyActions: [], recoveryPointTags: {} },
    lifecycle: { deleteAfterDays },
  };
  const plan = await createPlan(services, owner, { backupPlanName: "plan", rules: [rule], tags: {} });
  const condition = { StringEquals: { "aws:SourceAccount": owner.account } };
  const role = await roleWith(services, owner, "backup", {
    trusts: trust({ Service: "backup.amazonaws.com" }, condition),
  });
  const selection = await createSelection(services, owner, {
    ...{ selectionName: "databases", backupPlanId: plan.id, iamRoleArn: role.arn, notResources: [], selectionTags },
    resources: selectionTags.length === 0 ? [instance.arn] : [],
  });
  const settled = async () => {
    await services.store.transaction((transaction) => {
      settleBackups(transaction, services);
    });
    return services.store.list(recoveryPointKind).map(({ data }) => data.creationDate.slice(0, 10));
  };
  const drop = { skipFinalSnapshot: false, finalDbSnapshotIdentifier: "last" };
  return {
    ...{ services, selection, settled, pass: (more: number) => void (days += more) },
    end: () => deleteDbInstance(services, owner, instance.id, drop),
  };
}

describe("backups in the local cloud's time", () => {
  for (const [value, days] of [
    ["mine", ["2026-11-22"]],
    ["another", []],
  ] as const) {
    it(`are made of what carries a selection's tag, and of nothing else: ${value}`, async () => {
      const { settled, pass } = await backedUp(35, [{ type: "STRINGEQUALS", key: "vault", value }]);
      pass(1);
      assert.deepEqual(await settled(), days);
    });
  }

  it("are made for each day that has passed, of what is there", async () => {
    const { settled, pass, end } = await backedUp();
    assert.deepEqual(await settled(), []);
    pass(0.9);
    assert.deepEqual(await settled(), []);
    pass(1.2);
    assert.deepEqual(await settled(), ["2026-11-22", "2026-11-23"]);
    pass(1);
    await end();
    assert.equal((await settled()).length, 3);
    pass(1);
    assert.equal((await settled()).length, 3);
  });

  it("go when their time is over, also when nothing is backed up any more", async () => {
    const { services, selection, settled, pass } = await backedUp(7);
    pass(2);
    await deleteSelection(services, owner, selection.id);
    pass(6);
    assert.deepEqual(await settled(), ["2026-11-23"]);
    pass(1);
    assert.deepEqual(await settled(), []);
  });

  it("keep their vault from being deleted, until they are gone", async () => {
    const { services, selection, pass } = await backedUp();
    pass(1);
    await deleteSelection(services, owner, selection.id);
    const contains = /^Backup vault cannot be deleted \(contains 1 recovery points\)$/;
    await refused(deleteVault(services, owner, "vault"), "InvalidRequestException", contains);
    pass(35);
    await deleteVault(services, owner, "vault");
  });

  it("cannot be deleted while the vault is locked", async () => {
    const { services, selection, settled, pass } = await backedUp();
    const lock = { minRetentionDays: 7, maxRetentionDays: undefined, changeableForDays: undefined };
    await lockVault(services, owner, "vault", lock);
    pass(1);
    await deleteSelection(services, owner, selection.id);
    await refused(emptyVault(services, owner, "vault"), "InvalidRequestException", /its vault vault is locked$/);
    await unlockVault(services, owner, "vault");
    await emptyVault(services, owner, "vault");
    assert.deepEqual(await settled(), []);
  });

  it("fail where the vault's lock asks for more days than the rule keeps them", async () => {
    const { services, settled, pass } = await backedUp(5);
    const lock = { minRetentionDays: 7, maxRetentionDays: undefined, changeableForDays: undefined };
    await lockVault(services, owner, "vault", lock);
    pass(2);
    assert.deepEqual(await settled(), []);
  });

  it("begin now for a selection of an earlier release, which does not say since when", async () => {
    const { services, selection, settled, pass } = await backedUp();
    const { backedUpUntil: _, ...data } = selection.data;
    await services.store.put({ ...selection, kind: selectionKind, data });
    pass(3);
    assert.deepEqual(await settled(), []);
    pass(1);
    assert.equal((await settled()).length, 1);
  });
});
