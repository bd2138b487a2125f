import assert from "node:assert/strict";
import { dbClusterKind } from "../../../../../local/services/rds/clusters/entities";
import { failoverDbCluster } from "../../../../../local/services/rds/clusters/failover";
import type { Properties } from "../../../../../local/providers/resource-type";
import { owner, testServices } from "../../../test-services";
import { surroundings } from "../../../services/surroundings";
import { Deployment } from "../deployment";

const cluster = "aws:rds/cluster:Cluster";
const clusterInstance = "aws:rds/clusterInstance:ClusterInstance";
const parameterGroup = "aws:rds/clusterParameterGroup:ClusterParameterGroup";

const smallest = {
  engine: "aurora-postgresql",
  engineVersion: "16",
  clusterIdentifier: "ledger",
  masterUsername: "dbowner",
  manageMasterUserPassword: true,
  dbSubnetGroupName: "database",
  skipFinalSnapshot: true,
};
const member = { clusterIdentifier: "ledger", engine: "aurora-postgresql", instanceClass: "db.t4g.medium" };

async function deployment() {
  const services = testServices();
  const around = await surroundings(services);
  return { services, aws: new Deployment(services), ...around };
}

describe("aws:rds:Cluster", () => {
  it("has AWS's outputs", async () => {
    const { aws } = await deployment();
    const { clusterIdentifier: _identifier, ...unnamed } = smallest;
    const { id, outputs } = await aws.create(cluster, unnamed, "Ledger");
    assert.match(id, /^ledger-[0-9a-f]{7}$/);
    assert.equal(outputs.clusterIdentifier, id);
    assert.equal(outputs.arn, `arn:aws:rds:us-east-1:111111111111:cluster:${id}`);
    assert.match(String(outputs.clusterResourceId), /^cluster-[A-Z2-7]{26}$/);
    assert.match(String(outputs.endpoint), /^ledger-[0-9a-f]{7}\.cluster-c/);
    assert.match(String(outputs.readerEndpoint), /^ledger-[0-9a-f]{7}\.cluster-ro-c/);
    assert.deepEqual([outputs.engineVersion, outputs.engineVersionActual, outputs.port], ["16", "16.15", 5432]);
    assert.deepEqual([outputs.engineMode, outputs.clusterMembers, outputs.networkType], ["provisioned", [], "IPV4"]);
    const [secret] = outputs.masterUserSecrets as Properties[];
    assert.deepEqual(Object.keys(secret ?? {}).sort(), ["kmsKeyId", "secretArn", "secretStatus"]);
  });

  it("changes nothing the second time, nor after a refresh or an import", async () => {
    const { aws, group, key } = await deployment();
    const large = {
      ...{ ...smallest, clusterIdentifier: "large", engineVersion: "16.13", databaseName: "ledger", port: 6432 },
      ...{ storageEncrypted: true, kmsKeyId: key.arn, masterUserSecretKmsKeyId: key.arn, backupRetentionPeriod: 7 },
      ...{ storageType: "aurora-iopt1", vpcSecurityGroupIds: [group.id], iamDatabaseAuthenticationEnabled: true },
      ...{ deletionProtection: true, preferredMaintenanceWindow: "Sun:05:00-Sun:06:00", copyTagsToSnapshot: true },
      ...{ enabledCloudwatchLogsExports: ["postgresql", "instance"], performanceInsightsEnabled: true },
      ...{ serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 8 }, tags: { a: "b" } },
      ...{ availabilityZones: ["us-east-1a", "us-east-1b", "us-east-1c"] },
    };
    for (const [program, spelled] of [
      [smallest, ["engineVersion"]],
      [large, []],
    ] as const) {
      const untold = ["manageMasterUserPassword", "skipFinalSnapshot", ...spelled].sort();
      await aws.assertSteady(await aws.create(cluster, program), program, untold);
    }
  });

  it("asks for a new cluster where fewer zones are named than RDS takes, as the real provider does", async () => {
    const { aws } = await deployment();
    const program = { ...smallest, availabilityZones: ["us-east-1a", "us-east-1b"] };
    assert.deepEqual(aws.diff(await aws.create(cluster, program), program), ["availabilityZones!"]);
  });

  it("replaces what RDS cannot change, and changes the rest in place", async () => {
    const { aws, key } = await deployment();
    const made = await aws.create(cluster, smallest);
    const replaced = {
      ...{ engine: "aurora-mysql", masterUsername: "other", databaseName: "ledger", clusterIdentifier: "other" },
      ...{ storageEncrypted: true, kmsKeyId: key.arn, dbSubnetGroupName: "elsewhere" },
      ...{ engineLifecycleSupport: "open-source-rds-extended-support-disabled" },
    };
    const paths = Object.keys(replaced).map((path) => `${path}!`);
    assert.deepEqual(aws.diff(made, { ...smallest, ...replaced }), paths.sort());
    const changed = {
      ...{ deletionProtection: true, backupRetentionPeriod: 7, preferredBackupWindow: "01:00-02:00", port: 6000 },
      ...{ tags: { a: "b" }, iamDatabaseAuthenticationEnabled: true, storageType: "aurora-iopt1" },
      ...{ serverlessv2ScalingConfiguration: { minCapacity: 1, maxCapacity: 4 } },
    };
    const updated = await aws.update(made, { ...smallest, ...changed });
    for (const [path, value] of Object.entries(changed)) assert.deepEqual(updated.outputs[path], value, path);
  });

  it("takes a password of the program's own, which is found nowhere but in the state's secrets", async () => {
    const { aws, services } = await deployment();
    const { manageMasterUserPassword: _managed, ...unmanaged } = smallest;
    const made = await aws.create(cluster, { ...unmanaged, masterPassword: "correct-horse" });
    assert.equal(made.outputs.masterPassword, "correct-horse");
    assert.ok(!JSON.stringify(services.store.list(dbClusterKind)).includes("correct-horse"));
    assert.match(aws.problems(cluster, { ...smallest, masterPassword: "x" }).join(), /masterPassword conflicts with/);
  });

  it("refuses what is not modelled by its name", async () => {
    const { aws } = await deployment();
    const told = aws.problems(cluster, { ...smallest, globalClusterIdentifier: "g", enableHttpEndpoint: true }).join();
    assert.match(told, /does not model property globalClusterIdentifier/);
    assert.match(told, /does not model property enableHttpEndpoint/);
  });

  it("is deleted as its own settings say", async () => {
    const { aws } = await deployment();
    const made = await aws.create(cluster, { ...smallest, skipFinalSnapshot: false });
    await assert.rejects(
      aws.delete(made),
      /^.*deleting RDS Cluster \(ledger\): .*FinalDBSnapshotIdentifier is required/,
    );
    await aws.delete(await aws.update(made, { ...made.inputs, finalSnapshotIdentifier: "ledger-final" }));
    await aws.delete(made);
  });
});

describe("aws:rds:ClusterInstance", () => {
  it("has AWS's outputs, changes nothing the second time, and knows who writes", async () => {
    const { aws, services } = await deployment();
    await aws.create(cluster, smallest);
    const first = await aws.create(clusterInstance, { ...member, identifier: "ledger-1" }, "first");
    const program = { ...member, identifier: "ledger-2", promotionTier: 1, tags: { a: "b" } };
    const second = await aws.create(clusterInstance, program, "second");
    assert.deepEqual([first.id, first.outputs.writer, second.outputs.writer], ["ledger-1", true, false]);
    assert.deepEqual([first.outputs.port, first.outputs.engineVersionActual], [5432, "16.15"]);
    assert.match(String(first.outputs.endpoint), /^ledger-1\.c/);
    await aws.assertSteady(second, program);
    await failoverDbCluster(services, owner, "ledger");
    assert.equal((await aws.refresh(second))?.outputs.writer, true);
    assert.deepEqual((await aws.import(cluster, "ledger"))?.outputs.clusterMembers, ["ledger-1", "ledger-2"]);
  });

  it("replaces what RDS cannot change, changes the rest in place, and lets the version be the cluster's", async () => {
    const { aws } = await deployment();
    await aws.create(cluster, smallest);
    const program = { ...member, identifier: "ledger-1" };
    const made = await aws.create(clusterInstance, program);
    const replaced = { clusterIdentifier: "other", identifier: "other", availabilityZone: "us-east-1c" };
    const paths = Object.keys(replaced).map((path) => `${path}!`);
    assert.deepEqual(aws.diff(made, { ...program, ...replaced }), paths.sort());
    assert.deepEqual(aws.diff(made, { ...program, engineVersion: "16.15" }), []);
    assert.deepEqual(aws.diff(made, { ...program, engineVersion: "16.14" }), ["engineVersion"]);
    const changed = { instanceClass: "db.r8g.large", promotionTier: 2, copyTagsToSnapshot: true, tags: { a: "b" } };
    const updated = await aws.update(made, { ...program, ...changed });
    for (const [path, value] of Object.entries(changed)) assert.deepEqual(updated.outputs[path], value, path);
    await aws.delete(updated);
    assert.equal(await aws.refresh(updated), undefined);
  });
});

describe("aws:rds:Cluster with the data of another", () => {
  it("is made of a snapshot, or of another cluster as it is now, and then changes nothing", async () => {
    const { aws } = await deployment();
    const { skipFinalSnapshot: _skip, ...kept } = smallest;
    const source = await aws.create(cluster, { ...kept, clusterIdentifier: "ledger", finalSnapshotIdentifier: "last" });
    const restoreToPointInTime = { sourceClusterIdentifier: "ledger", useLatestRestorableTime: true };
    const { masterUsername: _user, ...restored } = smallest;
    const latest = { ...restored, clusterIdentifier: "now", restoreToPointInTime };
    const now = await aws.create(cluster, latest);
    assert.deepEqual(aws.diff(now, latest), []);
    await aws.delete(source);
    const program = { ...restored, clusterIdentifier: "again", snapshotIdentifier: "last" };
    const again = await aws.create(cluster, program);
    assert.equal(again.outputs.masterUsername, smallest.masterUsername);
    assert.deepEqual(aws.diff(again, program), []);
    assert.deepEqual(aws.diff(again, { ...program, snapshotIdentifier: "other" }), ["snapshotIdentifier!"]);
    const none = { ...program, clusterIdentifier: "none", snapshotIdentifier: "none" };
    await assert.rejects(aws.create(cluster, none), /DBClusterSnapshotNotFoundFault/);
  });
});

describe("aws:rds:ClusterParameterGroup", () => {
  it("changes nothing the second time, and its parameters in place", async () => {
    const aws = new Deployment();
    const parameters = [{ name: "rds.force_ssl", value: "1" }];
    const program = { family: "aurora-postgresql16", parameters };
    const group = await aws.create(parameterGroup, program, "Ledger");
    assert.equal(group.outputs.arn, `arn:aws:rds:us-east-1:111111111111:cluster-pg:${group.id}`);
    await aws.assertSteady(group, program);
    const other = { ...program, family: "aurora-postgresql17", description: "other" };
    assert.deepEqual(aws.diff(group, other), ["description!", "family!"]);
    assert.deepEqual((await aws.update(group, { ...program, parameters: [] })).outputs.parameters, []);
    await aws.delete(group);
    assert.equal(await aws.refresh(group), undefined);
  });
});
