import * as assert from "node:assert/strict";

import type { ReadReplicaSettings } from "../../../components/database/database-settings";
import type { optional, required } from "../../../stacks/settings/database";
import { producing, touchedBy } from "./changes";

const orders = {
  engine: "postgres",
  engineVersion: "17",
  sharedWith: ["444455556666"],
  readReplicas: { copy: {} },
};
const touched = (change: object) => touchedBy(producing({ orders }), producing({ orders: { ...orders, ...change } }));
const ofReplica = async (change: object) => (await touched(change)).filter((line) => line.includes("-replica"));

/** A change of each setting of its own, and what it does to what is there. */
const OWN: Readonly<Record<keyof ReadReplicaSettings, readonly [unknown, readonly string[]]>> = {
  instanceClass: ["db.r8g.large", ["update orders-copy-replica: instanceClass"]],
  multiAz: [true, ["update orders-copy-replica: multiAz"]],
};

/** What a change of its source's settings does to the replica; nothing where nothing is said. */
const OF_SOURCE: Readonly<
  Partial<Record<keyof typeof required | keyof typeof optional, readonly [unknown, readonly string[]]>>
> = {
  engineVersion: ["18", ["update orders-copy-replica: parameterGroupName"]],
  instanceClass: ["db.r8g.large", ["update orders-copy-replica: instanceClass"]],
  allocatedStorageGib: [40, ["update orders-copy-replica: maxAllocatedStorage"]],
  maxAllocatedStorageGib: [500, ["update orders-copy-replica: maxAllocatedStorage"]],
  databaseName: ["shop", []],
  masterUsername: ["boss", []],
  port: [6000, ["update orders-copy-replica: port, vpcSecurityGroupIds"]],
  multiAz: [false, []],
  backupRetentionDays: [14, []],
  deletionProtection: [false, ["update orders-copy-replica: deletionProtection"]],
  finalSnapshot: [false, []],
  allowMajorVersionUpgrade: [true, []],
  applyImmediately: [true, ["update orders-copy-replica: applyImmediately"]],
  maintenanceWindow: ["sun:04:00-sun:05:00", ["update orders-copy-replica: maintenanceWindow"]],
  backupWindow: ["02:00-03:00", []],
  logExports: [["postgresql"], ["update orders-copy-replica: enabledCloudwatchLogsExports"]],
  databaseInsightsMode: [
    "advanced",
    ["update orders-copy-replica: databaseInsightsMode, performanceInsightsRetentionPeriod"],
  ],
  parameters: [{ work_mem: "4096" }, ["update orders-copy-replica: parameterGroupName"]],
  caCertificate: ["rds-ca-ecc384-g1", ["update orders-copy-replica: caCertIdentifier"]],
  masterPasswordVersion: [2, []],
};

describe("a change of a setting of a read replica", () => {
  for (const [setting, [value, expected]] of Object.entries(OWN)) {
    it(`leaves it and its source what they are: ${setting}`, async () => {
      assert.deepEqual(await touched({ readReplicas: { copy: { [setting]: value } } }), expected);
    });
  }

  it("leaves the others alone when one more comes", async () => {
    assert.deepEqual(await touched({ readReplicas: { copy: {}, more: {} } }), []);
  });

  it("leaves the source what it is when the first one comes, but for who keeps the master password", async () => {
    const { readReplicas: _, ...alone } = orders;
    assert.deepEqual(await touchedBy(producing({ orders: alone }), producing({ orders })), [
      "update orders-instance: manageMasterUserPassword, passwordWo, passwordWoVersion",
    ]);
  });

  it("is refused where one goes, since it is guarded as its source is", async () => {
    assert.deepEqual(await ofReplica({ readReplicas: {} }), ["refuse orders-copy-replica"]);
  });
});

describe("a change of a setting of a replica's source", () => {
  for (const [setting, [value, expected]] of Object.entries(OF_SOURCE)) {
    it(`makes no other replica: ${setting}`, async () => {
      assert.deepEqual(await ofReplica({ [setting]: value }), expected);
    });
  }
});
