import * as assert from "node:assert/strict";

import { Database, type DatabaseArgs } from "../../../components/database/database";
import { DatabaseFleet } from "../../../components/database/database-fleet";
import { deploy } from "../deploy";

const place = { accountId: "111122223333", region: "eu-west-1" };
const logKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/logs";
const base: DatabaseArgs = { place, engine: "postgres", engineVersion: "17", logKeyArn };
const KEY = "arn:aws:mock:eu-west-1:111122223333:orders-key";
const INSTANCE = "aws:rds/instance:Instance";
const PARAMETERS = "aws:rds/parameterGroup:ParameterGroup";

const made = (change: Partial<DatabaseArgs> = {}) =>
  deploy((opts) => {
    const fleet = new DatabaseFleet("databases", { place, vpcId: "vpc-1", subnetIds: ["subnet-a", "subnet-b"] }, opts);
    const all = { ...base, ...change };
    const { readReplicas } = new Database("orders", { ...all, fleet: fleet.member(all) }, opts);
    return { readReplicas };
  });
const instance = async (change: Partial<DatabaseArgs>) => (await made(change)).find(INSTANCE, "orders-instance").inputs;

describe("an option of a database shows in its instance", () => {
  const options: readonly (readonly [Partial<DatabaseArgs>, Readonly<Record<string, unknown>>])[] = [
    [{ engineVersion: "18" }, { engineVersion: "18", parameterGroupName: "databases-postgres18-parameters" }],
    [{ allowMajorVersionUpgrade: true }, { allowMajorVersionUpgrade: true }],
    [{ instanceClass: "db.r7g.large" }, { instanceClass: "db.r7g.large" }],
    [{ allocatedStorageGib: 40 }, { allocatedStorage: 40, maxAllocatedStorage: 200 }],
    [{ maxAllocatedStorageGib: 1000 }, { maxAllocatedStorage: 1000 }],
    [{ databaseName: "shop" }, { dbName: "shop" }],
    [{ masterUsername: "boss" }, { username: "boss" }],
    [{ port: 6000 }, { port: 6000, vpcSecurityGroupIds: ["databases-6000-security-group-id"] }],
    [{ multiAz: false }, { multiAz: false }],
    [{ backupRetentionDays: 14 }, { backupRetentionPeriod: 14 }],
    [{ deletionProtection: false }, { deletionProtection: false }],
    [{ finalSnapshot: false }, { skipFinalSnapshot: true }],
    [{ applyImmediately: true }, { applyImmediately: true }],
    [{ maintenanceWindow: "sun:04:00-sun:05:00" }, { maintenanceWindow: "sun:04:00-sun:05:00" }],
    [{ backupWindow: "02:00-03:00" }, { backupWindow: "02:00-03:00" }],
    [{ logExports: ["postgresql"] }, { enabledCloudwatchLogsExports: ["postgresql"] }],
    [
      { databaseInsightsMode: "advanced" },
      { databaseInsightsMode: "advanced", performanceInsightsRetentionPeriod: 465, performanceInsightsEnabled: true },
    ],
    [{ caCertificate: "rds-ca-ecc384-g1" }, { caCertIdentifier: "rds-ca-ecc384-g1" }],
    [{ parameters: { work_mem: "4096" } }, { parameterGroupName: "orders-parameters" }],
    [{ restoreFrom: { snapshot: "old" } }, { snapshotIdentifier: "orders-0a1b2c3d-source", kmsKeyId: KEY }],
    [
      { restoreFrom: { instance: "old", kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/old" } },
      {
        restoreToPointInTime: { sourceDbInstanceIdentifier: "old", useLatestRestorableTime: true },
        kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/old",
        masterUserSecretKmsKeyId: KEY,
      },
    ],
  ];
  for (const [change, expected] of options) {
    it(`${Object.keys(change).join()}: ${JSON.stringify(Object.values(change)[0])}`, async () => {
      const inputs = await instance(change);
      assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, inputs[key]])), expected);
    });
  }

  it("and leaves to RDS what nothing is said of", async () => {
    const inputs = await instance({});
    for (const key of [
      "maintenanceWindow",
      "backupWindow",
      "snapshotIdentifier",
      "restoreToPointInTime",
      "passwordWo",
    ]) {
      assert.equal(key in inputs, false, key);
    }
  });

  it("restores to a time where one is named", async () => {
    const kmsKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/old";
    const { restoreToPointInTime } = await instance({
      restoreFrom: { instance: "old", kmsKeyArn, time: "2026-11-29T02:00:00Z" },
    });
    assert.deepEqual(restoreToPointInTime, {
      sourceDbInstanceIdentifier: "old",
      restoreTime: "2026-11-29T02:00:00Z",
    });
  });
});

describe("a database's own parameters", () => {
  it("are in a group of its own, with what requires TLS and the fleet's group not made for it", async () => {
    const { find, resources } = await made({ parameters: { work_mem: "4096" } });
    const { family, parameters } = find(PARAMETERS).inputs;
    assert.equal(family, "postgres17");
    assert.deepEqual(
      parameters.map(({ name, value }: Record<string, string>) => [name, value]),
      [
        ["work_mem", "4096"],
        ["rds.force_ssl", "1"],
      ],
    );
    assert.equal(resources.filter(({ type }) => type === PARAMETERS).length, 1);
  });

  it("come to the group that a database alone has anyway", async () => {
    const alone = { ...base, vpcId: "vpc-1", subnetIds: ["a", "b"], parameters: { work_mem: "4096" } };
    const { find } = await deploy(() => new Database("orders", alone));
    assert.equal(find(PARAMETERS).inputs.parameters.length, 2);
    assert.equal(find(PARAMETERS).name, "orders-parameters");
  });
});

describe("a source to restore from", () => {
  it("must be named", async () => {
    await assert.rejects(
      made({ restoreFrom: {} }),
      /^Error: Database "orders": restoreFrom must have either a snapshot or an instance, got neither$/,
    );
  });
});

describe("a snapshot to restore from", () => {
  it("is copied under the database's own key first", async () => {
    const { find } = await made({ restoreFrom: { snapshot: "old" } });
    assert.deepEqual(find("aws:rds/snapshotCopy:SnapshotCopy").inputs, {
      sourceDbSnapshotIdentifier: "old",
      targetDbSnapshotIdentifier: "orders-0a1b2c3d-source",
      kmsKeyId: KEY,
    });
  });
});

describe("a read replica", () => {
  const readReplicas = { reports: { instanceClass: "db.r7g.large" }, search: {} };

  it("is an instance with its source's groups and key, without backups or a last snapshot of its own", async () => {
    const { find } = await made({ readReplicas });
    const { inputs, opts } = find(INSTANCE, "orders-reports-replica");
    assert.equal(inputs.replicateSourceDb, "orders-0a1b2c3d");
    assert.equal(inputs.identifier, "orders-0a1b2c3d-reports");
    assert.equal(inputs.instanceClass, "db.r7g.large");
    assert.deepEqual(inputs.vpcSecurityGroupIds, ["databases-5432-security-group-id"]);
    assert.equal(inputs.parameterGroupName, "databases-postgres17-parameters");
    assert.equal(inputs.iamDatabaseAuthenticationEnabled, true);
    assert.equal(inputs.publiclyAccessible, false);
    assert.equal(inputs.deletionProtection, true);
    assert.equal(inputs.skipFinalSnapshot, true);
    assert.equal(opts.protect, true);
    for (const key of ["engine", "username", "passwordWo", "kmsKeyId", "backupRetentionPeriod", "dbName", "tags"]) {
      assert.equal(key in inputs, false, key);
    }
    assert.equal(find(INSTANCE, "orders-search-replica").inputs.instanceClass, "db.t4g.medium");
  });

  it("may have a standby", async () => {
    const { find } = await made({ readReplicas: { reports: { multiAz: true }, search: {} } });
    assert.equal(find(INSTANCE, "orders-reports-replica").inputs.multiAz, true);
    assert.equal(find(INSTANCE, "orders-search-replica").inputs.multiAz, false);
  });

  it("writes its logs to encrypted groups made before it", async () => {
    const { find } = await made({ readReplicas });
    const { inputs } = find("aws:cloudwatch/logGroup:LogGroup", "orders-reports-postgresql-logs");
    assert.equal(inputs.name, "/aws/rds/instance/orders-0a1b2c3d-reports/postgresql");
    assert.equal(inputs.kmsKeyId, logKeyArn);
  });

  it("can be shared like a database, by its own address, id and ARN", async () => {
    const { outputs } = await made({ readReplicas });
    assert.deepEqual(Object.keys(outputs.readReplicas), ["reports", "search"]);
    assert.deepEqual(outputs.readReplicas["reports"], {
      engine: "postgres",
      port: 5432,
      databaseName: "orders",
      address: "orders-reports-replica.abc.eu-west-1.rds.amazonaws.com",
      resourceId: "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
      securityGroupId: "databases-5432-security-group-id",
      securityGroupKey: "5432",
      target: { kind: "arn", value: "arn:aws:rds:eu-west-1:111122223333:db:orders-reports-replica" },
    });
  });

  it("makes the program keep the master password, which RDS then refuses to: under the database's key", async () => {
    const { find } = await made({ readReplicas, masterPasswordVersion: 3 });
    const { inputs } = find(INSTANCE, "orders-instance");
    assert.equal("manageMasterUserPassword" in inputs, false);
    assert.equal("masterUserSecretKmsKeyId" in inputs, false);
    assert.equal(inputs.passwordWoVersion, 3);
    assert.ok("passwordWo" in inputs);
    const password = find("random:index/randomPassword:RandomPassword").inputs;
    assert.deepEqual(password.keepers, { version: "3" });
    // RDS takes none of them, and MySQL no more than 41 characters.
    assert.doesNotMatch(password.overrideSpecial, /[/'"@ ]/);
    assert.ok(password.length <= 41);
    assert.equal(find("aws:secretsmanager/secret:Secret").inputs.kmsKeyId, KEY);
  });

  it("and none lets RDS keep it", async () => {
    const inputs = await instance({ readReplicas: {} });
    assert.equal(inputs.manageMasterUserPassword, true);
    assert.equal("passwordWo" in inputs, false);
  });
});
