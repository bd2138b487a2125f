import assert from "node:assert/strict";
import { dbInstanceKind } from "../../../../../local/services/rds/entities";
import type { Properties } from "../../../../../local/providers/resource-type";
import { RequestError } from "../../../../../local/ground/request-error";
import { noDatabases } from "../../../../../local/services/services";
import { testServices } from "../../../test-services";
import { surroundings } from "../../../services/surroundings";
import { Deployment } from "../deployment";

const instance = "aws:rds/instance:Instance";
const parameterGroup = "aws:rds/parameterGroup:ParameterGroup";
const snapshotCopy = "aws:rds/snapshotCopy:SnapshotCopy";
const subnetGroup = "aws:rds/subnetGroup:SubnetGroup";

const smallest = {
  engine: "postgres",
  engineVersion: "17",
  instanceClass: "db.t4g.medium",
  allocatedStorage: 20,
  username: "dbowner",
  manageMasterUserPassword: true,
  dbSubnetGroupName: "database",
  skipFinalSnapshot: true,
};

async function deployment() {
  const services = testServices();
  const around = await surroundings(services);
  return { aws: new Deployment(services), ...around };
}

describe("aws:rds:Instance", () => {
  it("has AWS's outputs", async () => {
    const { aws } = await deployment();
    const { id, outputs } = await aws.create(instance, { ...smallest, tags: { team: "data" } }, "Orders");
    assert.match(id, /^db-[A-Z2-7]{26}$/);
    assert.match(String(outputs.identifier), /^orders-[0-9a-f]{7}$/);
    assert.equal(outputs.arn, `arn:aws:rds:us-east-1:111111111111:db:${String(outputs.identifier)}`);
    assert.equal(outputs.resourceId, id);
    assert.match(String(outputs.address), /\.us-east-1\.rds\.amazonaws\.com$/);
    assert.equal(outputs.endpoint, `${String(outputs.address)}:5432`);
    assert.deepEqual([outputs.engineVersion, outputs.engineVersionActual], ["17", "17.11"]);
    assert.deepEqual([outputs.status, outputs.port, outputs.multiAz], ["available", 5432, false]);
    const [secret] = outputs.masterUserSecrets as Properties[];
    assert.deepEqual(Object.keys(secret ?? {}).sort(), ["kmsKeyId", "secretArn", "secretStatus"]);
    assert.deepEqual(outputs.tagsAll, { team: "data" });
  });

  it("changes nothing the second time, nor after a refresh or an import", async () => {
    const { aws, group, key } = await deployment();
    const large = {
      ...smallest,
      ...{ identifier: "large", engineVersion: "17.9", multiAz: true, port: 6432, dbName: "orders" },
      ...{ storageEncrypted: true, kmsKeyId: key.arn, masterUserSecretKmsKeyId: key.id, storageType: "gp3" },
      ...{ maxAllocatedStorage: 100, vpcSecurityGroupIds: [group.id], iamDatabaseAuthenticationEnabled: true },
      ...{ deletionProtection: true, backupRetentionPeriod: 7, maintenanceWindow: "Sun:05:00-Sun:06:00" },
      ...{ enabledCloudwatchLogsExports: ["upgrade", "postgresql"], performanceInsightsEnabled: true },
      ...{ performanceInsightsKmsKeyId: key.arn, caCertIdentifier: "rds-ca-ecc384-g1", copyTagsToSnapshot: true },
      ...{ engineLifecycleSupport: "open-source-rds-extended-support-disabled", tags: { a: "b" } },
    };
    // An import spells out what a program may abbreviate, and lacks what AWS never tells.
    const untold = ["manageMasterUserPassword", "skipFinalSnapshot"];
    for (const [program, spelled] of [
      [{ ...smallest, identifier: "small" }, "engineVersion"],
      [large, "masterUserSecretKmsKeyId"],
    ] as const) {
      const created = await aws.create(instance, program);
      assert.deepEqual(await aws.refresh(created), created);
      assert.deepEqual(aws.diff(created, program), []);
      const imported = await aws.import(instance, created.id);
      assert.ok(imported !== undefined);
      assert.deepEqual(aws.diff(imported, program), [...untold, spelled].sort());
    }
  });

  it("takes storage that has grown for no change, and sends none of it with other changes", async () => {
    const { aws } = await deployment();
    const program = { ...smallest, identifier: "orders", allocatedStorage: 20, maxAllocatedStorage: 100 };
    const made = await aws.create(instance, program);
    const grown = await aws.update(made, { ...program, allocatedStorage: 40 });
    assert.deepEqual(aws.diff(grown, program), []);
    const tagged = await aws.update(grown, { ...program, tags: { a: "b" } });
    assert.equal(tagged.outputs.allocatedStorage, 40);
    const { maxAllocatedStorage: _max, ...without } = program;
    assert.deepEqual(aws.diff(grown, without), ["allocatedStorage", "maxAllocatedStorage"]);
    await assert.rejects(aws.update(grown, without), /storage cannot be reduced/);
  });

  it("takes a maximum that equals the storage for none, and the engine's name in any case", async () => {
    const { aws } = await deployment();
    const program = { ...smallest, identifier: "orders", allocatedStorage: 20 };
    const made = await aws.create(instance, program);
    assert.deepEqual(aws.diff(made, { ...program, maxAllocatedStorage: 20, engine: "Postgres" }), []);
    const fixed = { ...program, identifier: "fixed", maxAllocatedStorage: 20, engine: "Postgres" };
    assert.equal((await aws.create(instance, fixed, "fixed")).outputs.maxAllocatedStorage, undefined);
  });

  it("is found by its identifier too", async () => {
    const { aws } = await deployment();
    const { outputs } = await aws.create(instance, { ...smallest, identifier: "orders" });
    assert.deepEqual((await aws.import(instance, "orders"))?.outputs.resourceId, outputs.resourceId);
    assert.equal(await aws.import(instance, "missing"), undefined);
  });

  it("replaces what RDS cannot change, and changes the rest in place", async () => {
    const { aws, key } = await deployment();
    const orders = await aws.create(instance, { ...smallest, identifier: "orders" });
    const replaced = {
      ...{ engine: "mysql", username: "other", dbName: "orders", availabilityZone: "us-east-1b" },
      ...{ storageEncrypted: true, kmsKeyId: key.arn },
      engineLifecycleSupport: "open-source-rds-extended-support-disabled",
    };
    const paths = Object.keys(replaced).map((path) => `${path}!`);
    assert.deepEqual(aws.diff(orders, { ...smallest, identifier: "orders", ...replaced }), paths.sort());

    const changed = {
      ...{ identifier: "invoices", instanceClass: "db.m8g.large", allocatedStorage: 50, multiAz: true, port: 6000 },
      ...{ deletionProtection: true, backupRetentionPeriod: 7, backupWindow: "01:00-02:00", tags: { a: "b" } },
      ...{ maxAllocatedStorage: 100, iamDatabaseAuthenticationEnabled: true, caCertIdentifier: "rds-ca-rsa4096-g1" },
    };
    const updated = await aws.update(orders, { ...smallest, ...changed });
    assert.equal(updated.id, orders.id);
    for (const [path, value] of Object.entries(changed)) assert.deepEqual(updated.outputs[path], value, path);
    assert.match(String(updated.outputs.address), /^invoices\./);
    const { maxAllocatedStorage: _max, ...without } = changed;
    const shrunk = await aws.update(updated, { ...smallest, ...without });
    assert.equal(shrunk.outputs.maxAllocatedStorage, undefined);
  });

  it("keeps a password out of everything but the state's secrets, and sends it only when it changes", async () => {
    const handed: (string | undefined)[] = [];
    const services = testServices({
      databases: {
        ...noDatabases,
        started: (_, login) => Promise.resolve(void handed.push(login?.password)),
        modified: (_now, _before, login) => Promise.resolve(void handed.push(login?.password)),
      },
    });
    await surroundings(services);
    const aws = new Deployment(services);
    const { manageMasterUserPassword: _managed, ...unmanaged } = smallest;
    const program = { ...unmanaged, identifier: "orders", password: "correct-horse" };
    const created = await aws.create(instance, program);
    const tagged = await aws.update(created, { ...program, tags: { a: "b" } });
    await aws.update(tagged, { ...program, password: "battery-staple" });
    assert.deepEqual(handed, ["correct-horse", undefined, "battery-staple"]);
    assert.ok(!/correct-horse|battery-staple/.test(JSON.stringify(services.store.list(dbInstanceKind))));
  });

  it("says early that a password is missing, or one too many", async () => {
    const { aws } = await deployment();
    const both = { ...smallest, password: "correct-horse" };
    assert.deepEqual(aws.problems(instance, both), [
      "password conflicts with manageMasterUserPassword; remove one of the two",
    ]);
    const { manageMasterUserPassword: _managed, ...none } = smallest;
    assert.match(aws.problems(instance, none).join(), /^password is required; set manageMasterUserPassword: true/);
  });

  it("is a read replica where it names a source, and promoted where it no longer does", async () => {
    const { aws } = await deployment();
    const { manageMasterUserPassword: _managed, ...unmanaged } = smallest;
    const own = { ...unmanaged, identifier: "orders", passwordWo: "correct-horse", passwordWoVersion: 1 };
    const source = await aws.create(instance, own, "source");
    const program = {
      ...{ identifier: "orders-reports", replicateSourceDb: "orders", instanceClass: "db.t4g.large" },
      skipFinalSnapshot: true,
    };
    const replica = await aws.create(instance, program, "replica");
    assert.deepEqual([replica.outputs.engine, replica.outputs.username], ["postgres", "dbowner"]);
    assert.deepEqual(await aws.refresh(replica), replica);
    assert.deepEqual((await aws.refresh(source))?.outputs.replicas, ["orders-reports"]);
    const { replicateSourceDb: _source, ...alone } = program;
    const promotion = { ...alone, engine: "postgres", username: "dbowner" };
    assert.deepEqual(
      aws.diff(replica, promotion).filter((it) => it.endsWith("!")),
      [],
    );
    const promoted = await aws.update(replica, promotion);
    assert.equal(promoted.outputs.replicateSourceDb, undefined);
    await assert.rejects(
      aws.update(promoted, { ...promotion, replicateSourceDb: "orders", engine: undefined, username: undefined }),
      /cannot elect new source database/,
    );
  });

  it("says early what a replica cannot be given", async () => {
    const { aws } = await deployment();
    const told = aws.problems(instance, { ...smallest, replicateSourceDb: "orders" });
    assert.deepEqual(
      told.map((it) => it.split(" conflicts")[0]),
      ["username", "manageMasterUserPassword"],
    );
    const { engine: _engine, ...without } = smallest;
    assert.deepEqual(aws.problems(instance, without), ["engine is required"]);
  });

  it("takes a write-only password, and another where its version changes", async () => {
    const handed: (string | undefined)[] = [];
    const services = testServices({
      databases: {
        ...noDatabases,
        started: (_, login) => Promise.resolve(void handed.push(login?.password)),
        modified: (_now, _before, login) => Promise.resolve(void handed.push(login?.password)),
      },
    });
    await surroundings(services);
    const aws = new Deployment(services);
    const { manageMasterUserPassword: _managed, ...unmanaged } = smallest;
    const program = { ...unmanaged, identifier: "orders", passwordWo: "correct-horse", passwordWoVersion: 1 };
    const made = await aws.create(instance, program);
    const same = await aws.update(made, { ...program, passwordWo: "battery-staple" });
    await aws.update(same, { ...program, passwordWo: "battery-staple", passwordWoVersion: 2 });
    assert.deepEqual(handed, ["correct-horse", undefined, "battery-staple"]);
  });

  it("refuses what is not modelled by its name", async () => {
    const { aws } = await deployment();
    const told = aws.problems(instance, { ...smallest, blueGreenUpdate: { enabled: true }, optionGroupName: "x" });
    assert.match(told.join("\n"), /does not model property blueGreenUpdate of aws:rds\/instance:Instance/);
    assert.match(told.join("\n"), /optionGroupName is set by AWS; remove it/);
  });

  it("is deleted as its own settings say, and in the AWS provider's words", async () => {
    const { aws } = await deployment();
    const program = { ...smallest, identifier: "orders", deletionProtection: true, skipFinalSnapshot: false };
    const created = await aws.create(instance, program);
    const refusal = new RegExp(
      `^deleting RDS DB Instance \\(${created.id}\\): InvalidParameterCombination: Cannot delete protected DB Instance`,
    );
    await assert.rejects(aws.delete(created), (error: unknown) => {
      assert.ok(error instanceof RequestError);
      assert.match(error.message, refusal);
      return true;
    });
    const open = await aws.update(created, { ...program, deletionProtection: false });
    await assert.rejects(aws.delete(open), /FinalDBSnapshotIdentifier is required/);
    await aws.delete(await aws.update(open, { ...open.inputs, finalSnapshotIdentifier: "orders-final" }));
    assert.deepEqual(aws.services.store.list(dbInstanceKind), []);
    await aws.delete(open);
  });
});

describe("aws:rds:ParameterGroup", () => {
  const program = {
    family: "postgres17",
    parameters: [
      { name: "rds.force_ssl", value: "1" },
      { name: "max_connections", value: "100", applyMethod: "pending-reboot" },
    ],
  };

  it("changes nothing the second time, whatever the order", async () => {
    const aws = new Deployment();
    const group = await aws.create(parameterGroup, program, "Orders");
    assert.match(group.id, /^orders-[0-9a-f]{7}$/);
    await aws.assertSteady(group, program);
    assert.deepEqual(aws.diff(group, { ...program, parameters: [...program.parameters].reverse() }), []);
  });

  it("replaces its family and description, and changes its parameters in place", async () => {
    const aws = new Deployment();
    const group = await aws.create(parameterGroup, program);
    const other = { ...program, family: "postgres16", description: "other" };
    assert.deepEqual(aws.diff(group, other), ["description!", "family!"]);
    const updated = await aws.update(group, { ...program, parameters: [] });
    assert.deepEqual(updated.outputs.parameters, []);
    await aws.delete(updated);
    assert.equal(await aws.refresh(updated), undefined);
  });

  it("stays when it is told to", async () => {
    const aws = new Deployment();
    const group = await aws.create(parameterGroup, { ...program, skipDestroy: true });
    await aws.delete(group);
    assert.ok((await aws.refresh(group)) !== undefined);
  });
});

describe("aws:rds:SubnetGroup", () => {
  it("changes nothing the second time, and its subnets in place", async () => {
    const { aws, a, b, vpc } = await deployment();
    const program = { subnetIds: [a.id, b.id], tags: { a: "b" } };
    const group = await aws.create(subnetGroup, program, "Orders");
    assert.equal(group.outputs.vpcId, vpc.id);
    assert.equal(group.outputs.arn, `arn:aws:rds:us-east-1:111111111111:subgrp:${group.id}`);
    await aws.assertSteady(group, program);
    assert.deepEqual(aws.diff(group, { ...program, subnetIds: [b.id, a.id] }), []);
    assert.deepEqual(aws.diff(group, { ...program, name: "other", description: "new" }), ["description", "name!"]);
    await assert.rejects(
      aws.update(group, { ...program, subnetIds: [a.id] }),
      /^RequestError: updating RDS DB Subnet Group \(orders-[0-9a-f]{7}\): DBSubnetGroupDoesNotCoverEnoughAZs: /,
    );
  });
});

describe("aws:rds:Instance with the data of another", () => {
  const { engine, username: _username, ...restored } = smallest;

  async function withSnapshot() {
    const made = await deployment();
    const source = { ...smallest, identifier: "orders", dbName: "orders", skipFinalSnapshot: false };
    const instanceOf = await made.aws.create(instance, { ...source, finalSnapshotIdentifier: "last" });
    return { ...made, source: instanceOf };
  }

  it("is made of a snapshot, or of a copy of it, and then changes nothing", async () => {
    const { aws, source, key } = await withSnapshot();
    await aws.delete(source);
    const tags = { team: "data" };
    const copied = { sourceDbSnapshotIdentifier: "last", targetDbSnapshotIdentifier: "copy", kmsKeyId: key.arn, tags };
    const copy = await aws.create(snapshotCopy, copied);
    assert.deepEqual([copy.outputs.encrypted, copy.outputs.engine, copy.outputs.port], [true, "postgres", 5432]);
    assert.match(String(copy.outputs.dbSnapshotArn), /:snapshot:copy$/);
    assert.deepEqual(aws.diff(copy, copied), []);
    assert.deepEqual(aws.diff(copy, { ...copied, targetDbSnapshotIdentifier: "other" }), [
      "targetDbSnapshotIdentifier!",
    ]);
    const program = {
      ...restored,
      ...{ engine, identifier: "again", snapshotIdentifier: "copy", storageEncrypted: true, kmsKeyId: key.arn },
    };
    const again = await aws.create(instance, program);
    assert.deepEqual([again.outputs.dbName, again.outputs.username], ["orders", "dbowner"]);
    assert.deepEqual(aws.diff(again, program), []);
    assert.deepEqual(aws.diff(again, { ...program, snapshotIdentifier: "other" }), ["snapshotIdentifier!"]);
    await aws.delete(copy);
    assert.deepEqual(aws.diff(again, program), []);
  });

  it("is made of another instance as it is now", async () => {
    const { aws } = await withSnapshot();
    const restoreToPointInTime = { sourceDbInstanceIdentifier: "orders", useLatestRestorableTime: true };
    const program = { ...restored, identifier: "now", restoreToPointInTime };
    const now = await aws.create(instance, program);
    assert.deepEqual([now.outputs.engine, now.outputs.dbName], ["postgres", "orders"]);
    assert.deepEqual(aws.diff(now, program), []);
  });

  it("says in AWS's words that there is no such snapshot", async () => {
    const { aws } = await withSnapshot();
    await assert.rejects(
      aws.create(instance, { ...restored, identifier: "again", snapshotIdentifier: "none" }),
      /DBSnapshotNotFound.*DBSnapshot not found: none/,
    );
  });
});
