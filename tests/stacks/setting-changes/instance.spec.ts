import * as assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";

import { Database, type DatabaseArgs } from "../../../components/database/database";
import { DatabaseFleet } from "../../../components/database/database-fleet";
import { instanceFields } from "../../../local/providers/aws/rds/instance-fields";
import type { instance } from "../../../stacks/settings/database";
import { deploy } from "../../components/deploy";

const place = { accountId: "111122223333", region: "eu-west-1" };
const before: DatabaseArgs = {
  place,
  engine: "postgres",
  engineVersion: "17",
  logKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/logs",
};
const INSTANCE = "aws:rds/instance:Instance";

/** What the provider makes an instance anew for: as the local cloud's has it, and a source, which it does not model. */
const replacing = [
  ...Object.entries(instanceFields).flatMap(([name, field]) => ("replaces" in field && field.replaces ? [name] : [])),
  "snapshotIdentifier",
  "restoreToPointInTime",
];

/**
 * A change of each setting, and what it does to the instance that is there. `refused`: AWS can only make another, empty
 * one, which neither Pulumi (`protect`) nor RDS (an identifier that is taken) lets happen.
 */
const WALK: Readonly<
  Record<keyof typeof instance, readonly [Partial<DatabaseArgs>, "updated" | "refused" | "untouched"]>
> = {
  engine: [{ engine: "mysql", engineVersion: "8.4" }, "refused"],
  engineVersion: [{ engineVersion: "18" }, "updated"],
  instanceClass: [{ instanceClass: "db.r7g.large" }, "updated"],
  allocatedStorageGib: [{ allocatedStorageGib: 40 }, "updated"],
  maxAllocatedStorageGib: [{ maxAllocatedStorageGib: 500 }, "updated"],
  databaseName: [{ databaseName: "shop" }, "refused"],
  masterUsername: [{ masterUsername: "boss" }, "refused"],
  port: [{ port: 6000 }, "updated"],
  multiAz: [{ multiAz: false }, "updated"],
  backupRetentionDays: [{ backupRetentionDays: 14 }, "updated"],
  deletionProtection: [{ deletionProtection: false }, "updated"],
  finalSnapshot: [{ finalSnapshot: false }, "updated"],
  allowMajorVersionUpgrade: [{ allowMajorVersionUpgrade: true }, "updated"],
  applyImmediately: [{ applyImmediately: true }, "updated"],
  maintenanceWindow: [{ maintenanceWindow: "sun:04:00-sun:05:00" }, "updated"],
  backupWindow: [{ backupWindow: "02:00-03:00" }, "updated"],
  logExports: [{ logExports: ["postgresql"] }, "updated"],
  databaseInsightsMode: [{ databaseInsightsMode: "advanced" }, "updated"],
  parameters: [{ parameters: { work_mem: "4096" } }, "updated"],
  caCertificate: [{ caCertificate: "rds-ca-ecc384-g1" }, "updated"],
  restoreFrom: [{ restoreFrom: { snapshot: "old" } }, "refused"],
  readReplicas: [{ readReplicas: { reports: {} } }, "updated"],
  // Of a password that RDS keeps there is no version.
  masterPasswordVersion: [{ masterPasswordVersion: 2 }, "untouched"],
};

async function instanceOf(args: DatabaseArgs) {
  const { find } = await deploy((opts) => {
    const fleet = new DatabaseFleet("databases", { place, vpcId: "vpc-1", subnetIds: ["a", "b"] }, opts);
    new Database("orders", { ...args, fleet: fleet.member(args) }, opts);
  });
  return find(INSTANCE, "orders-instance");
}

describe("a change of a setting of an instance", () => {
  for (const [setting, [change, expected]] of Object.entries(WALK)) {
    it(`leaves the database what it is, ${expected}: ${setting}`, async () => {
      const [old, now] = [await instanceOf(before), await instanceOf({ ...before, ...change })];
      const names = new Set([...Object.keys(old.inputs), ...Object.keys(now.inputs)]);
      const changed = [...names].filter((name) => !isDeepStrictEqual(old.inputs[name], now.inputs[name]));
      const isReplaced = changed.some((name) => replacing.includes(name));
      assert.equal(isReplaced ? "refused" : changed.length > 0 ? "updated" : "untouched", expected, changed.join());
      assert.equal(now.inputs.identifier, old.inputs.identifier);
      assert.equal(old.opts.protect, true);
    });
  }

  it("of the program's own password writes it anew, and replaces nothing", async () => {
    const args = { ...before, readReplicas: { reports: {} } };
    const [old, now] = [await instanceOf(args), await instanceOf({ ...args, masterPasswordVersion: 2 })];
    assert.deepEqual([old.inputs.passwordWoVersion, now.inputs.passwordWoVersion], [1, 2]);
  });
});
