import assert from "node:assert/strict";
import { operatorOf } from "../../../../../local/services/iam/principal";
import { logGroupKind } from "../../../../../local/services/logs/entities";
import { createDbCluster } from "../../../../../local/services/rds/clusters/create-cluster";
import { clusterAsInstance } from "../../../../../local/services/rds/clusters/as-instance";
import type { CreateDbClusterRequest } from "../../../../../local/services/rds/clusters/cluster-request";
import { dbClusterKind } from "../../../../../local/services/rds/clusters/entities";
import { requiresTls } from "../../../../../local/services/rds/parameters-in-effect";
import { createDbInstance } from "../../../../../local/services/rds/create-instance";
import { secretKind } from "../../../../../local/services/secrets-manager/entities";
import { getSecretValue } from "../../../../../local/services/secrets-manager/get-secret-value";
import { noDatabases } from "../../../../../local/services/services";
import { NotModelledError } from "../../../../../local/services/not-modelled";
import { owner, testServices } from "../../../test-services";
import { refused } from "../../refused";
import { clusterRequest, instanceRequest, surroundings } from "../../surroundings";

async function withSurroundings() {
  const services = testServices();
  const around = await surroundings(services);
  const create = (changes: Partial<CreateDbClusterRequest> = {}) =>
    createDbCluster(services, owner, clusterRequest(changes));
  return { services, create, ...around };
}

const value = "InvalidParameterValue";
const combination = "InvalidParameterCombination";

describe("making an Aurora cluster", () => {
  it("fills in what RDS fills in", async () => {
    const { create, vpc } = await withSurroundings();
    const { id, arn, data } = await create();
    assert.match(id, /^cluster-[A-Z2-7]{26}$/);
    assert.equal(arn, "arn:aws:rds:us-east-1:111111111111:cluster:ledger");
    assert.match(data.endpoint, /^ledger\.cluster-c[a-z0-9]{11}\.us-east-1\.rds\.amazonaws\.com$/);
    assert.equal(data.readerEndpoint, data.endpoint.replace(".cluster-", ".cluster-ro-"));
    assert.deepEqual([data.port, data.engineVersion, data.status], [5432, "16.15", "available"]);
    assert.equal(data.dbClusterParameterGroupName, "default.aurora-postgresql16");
    assert.deepEqual(data.vpcSecurityGroupIds, [vpc.data.defaultSecurityGroupId]);
    assert.equal(data.availabilityZones.length, 3);
    assert.deepEqual([data.backupRetentionPeriod, data.backtrackWindow, data.storageEncrypted], [1, 0, false]);
    assert.equal(data.writer, undefined);
  });

  it("keeps the master's password in a secret of the cluster's, and hands it to the server", async () => {
    const handed: (string | undefined)[] = [];
    const services = testServices({
      databases: { ...noDatabases, started: (_, login) => Promise.resolve(void handed.push(login?.password)) },
    });
    await surroundings(services);
    const { arn, data } = await createDbCluster(services, owner, clusterRequest());
    assert.match(data.masterUserSecret?.secretArn ?? "", /:secret:rds!cluster-[0-9a-f-]{36}-\w{6}$/);
    const { secretArn = "" } = data.masterUserSecret ?? {};
    const secret = getSecretValue(services, operatorOf(owner.account), owner.region, secretArn);
    assert.deepEqual(JSON.parse(secret.value), { username: "dbowner", password: handed[0] });
    const kept = services.store.list(secretKind)[0]?.data;
    assert.equal(kept?.tags["aws:rds:primaryDBClusterArn"], arn);
  });

  it("leaves nothing behind when the server does not start", async () => {
    const services = testServices({
      databases: { ...noDatabases, started: () => Promise.reject(new Error("no room on the disk")) },
    });
    await surroundings(services);
    const request = clusterRequest({ enabledCloudwatchLogsExports: ["postgresql"] });
    await assert.rejects(createDbCluster(services, owner, request), /no room on the disk/);
    assert.deepEqual(services.store.list(dbClusterKind), []);
    assert.deepEqual(services.store.list(secretKind), []);
    assert.deepEqual(services.store.list(logGroupKind), []);
  });

  it("exports logs to groups of the cluster's name", async () => {
    const { services, create } = await withSurroundings();
    await create({ enabledCloudwatchLogsExports: ["postgresql", "instance"] });
    const names = services.store.list(logGroupKind).map((it) => it.data.logGroupName);
    assert.deepEqual(names, ["/aws/rds/cluster/ledger/postgresql", "/aws/rds/cluster/ledger/instance"]);
  });

  it("requires TLS by default from Aurora PostgreSQL 17 and Aurora MySQL 8.4 on", async () => {
    const { services, create } = await withSurroundings();
    const required = async (changes: Partial<CreateDbClusterRequest>) =>
      requiresTls(clusterAsInstance(services.store, await create(changes)).data);
    assert.equal(await required({}), false);
    assert.equal(await required({ dbClusterIdentifier: "a", engineVersion: "17" }), true);
    const mysql = { engine: "aurora-mysql" };
    assert.equal(await required({ dbClusterIdentifier: "b", ...mysql, engineVersion: "8.0" }), false);
    assert.equal(await required({ dbClusterIdentifier: "c", ...mysql, engineVersion: "8.4" }), true);
  });

  it("takes a version or its beginning, and refuses one that Aurora never had", async () => {
    const { create } = await withSurroundings();
    const version = async (dbClusterIdentifier: string, engine: string, engineVersion: string) =>
      (await create({ dbClusterIdentifier, engine, engineVersion })).data.engineVersion;
    assert.equal(await version("a", "aurora-postgresql", "17.9"), "17.9");
    assert.equal(await version("b", "aurora-mysql", "8.0"), "8.0.mysql_aurora.3.13.0");
    assert.equal(await version("c", "aurora-mysql", "8.0.mysql_aurora.3.10.2"), "8.0.mysql_aurora.3.10.2");
    for (const wrong of ["16.12", "13", "16.1"]) {
      await refused(create({ engineVersion: wrong }), combination, /^Cannot find version .* for aurora-postgresql$/);
    }
  });

  it("refuses a version past its standard support unless it is paid for", async () => {
    const services = testServices({ clock: { now: () => new Date("2027-03-01T12:00:00Z") } });
    await surroundings(services);
    const make = (engineLifecycleSupport: string) =>
      createDbCluster(services, owner, clusterRequest({ engineVersion: "14", engineLifecycleSupport }));
    await refused(make("open-source-rds-extended-support-disabled"), combination, /past its end of standard support/);
    assert.equal((await make("open-source-rds-extended-support")).data.engineVersion, "14.24");
  });

  const refusals: readonly (readonly [string, Partial<CreateDbClusterRequest>, string, RegExp])[] = [
    ["a name with an underscore", { dbClusterIdentifier: "led_ger" }, value, /DBClusterIdentifier is not a valid/],
    ["a reserved master user", { masterUsername: "admin" }, value, /reserved word/],
    ["a master user of none", { masterUsername: undefined }, value, /MasterUsername must be provided/],
    ["no password at all", { manageMasterUserPassword: undefined }, value, /MasterUserPassword must be provided/],
    [
      "a password of 42 characters",
      { manageMasterUserPassword: undefined, masterUserPassword: "x".repeat(42) },
      value,
      /longer than 41/,
    ],
    ["no backups", { backupRetentionPeriod: 0 }, value, /between 1 and 35/],
    ["a port below 1150", { port: 80 }, value, /between 1150 and 65535/],
    ["backtrack of PostgreSQL", { backtrackWindow: 3600 }, combination, /not supported for the aurora-postgresql/],
    ["logs of another engine", { enabledCloudwatchLogsExports: ["slowquery"] }, combination, /log types 'slowquery'/],
    ["a key without encryption", { kmsKeyId: "alias/x" }, combination, /StorageEncrypted is disabled/],
    ["a zone of another Region", { availabilityZones: ["eu-west-1a"] }, value, /Invalid Availability Zone/],
    ["a security group that is not there", { vpcSecurityGroupIds: ["sg-1"] }, value, /Invalid security group/],
    ["no subnet group", { dbSubnetGroupName: undefined }, "InvalidSubnet", /No default subnet/],
    ["a group of another family", { dbClusterParameterGroupName: "default.aurora-mysql8.0" }, combination, /Family/],
    [
      "a group that is not there",
      { dbClusterParameterGroupName: "mine" },
      "DBParameterGroupNotFound",
      /DBClusterParameterGroup not found: mine/,
    ],
    [
      "a quarter of a capacity unit",
      { serverlessV2ScalingConfiguration: { minCapacity: 0.25, maxCapacity: 4 } },
      value,
      /by 0\.5/,
    ],
    [
      "a minimum above the maximum",
      { serverlessV2ScalingConfiguration: { minCapacity: 8, maxCapacity: 4 } },
      value,
      /not below the minimum/,
    ],
    [
      "a pause without a minimum of 0",
      { serverlessV2ScalingConfiguration: { minCapacity: 1, maxCapacity: 4, secondsUntilAutoPause: 300 } },
      combination,
      /only when the minimum capacity is 0/,
    ],
    ["Advanced insights without history", { databaseInsightsMode: "advanced" }, combination, /at least 465 days/],
  ];
  for (const [what, changes, code, words] of refusals) {
    it(`refuses ${what}`, async () => {
      const { create } = await withSurroundings();
      await refused(create(changes), code, words);
      assert.equal((await create()).data.status, "available");
    });
  }

  it("refuses a second one of the same name, in any case", async () => {
    const { create } = await withSurroundings();
    await create();
    await refused(create({ dbClusterIdentifier: "Ledger" }), "DBClusterAlreadyExistsFault", /already exists/);
  });

  it("gives backtrack and serverless capacity to whom Aurora gives them", async () => {
    const { create } = await withSurroundings();
    const scaling = { minCapacity: 0, maxCapacity: 16, secondsUntilAutoPause: 600 };
    const { data } = await create({
      ...{ engine: "aurora-mysql", engineVersion: "8.0", backtrackWindow: 259_200, masterUsername: "dbowner" },
      serverlessV2ScalingConfiguration: scaling,
    });
    assert.equal(data.backtrackWindow, 259_200);
    assert.deepEqual(data.serverlessV2ScalingConfiguration, scaling);
  });

  it("is not how RDS's Multi-AZ clusters are made here, which it says", async () => {
    const { create } = await withSurroundings();
    await assert.rejects(create({ engine: "postgres", engineVersion: "17" }), NotModelledError);
    await refused(create({ engine: "oracle" }), value, /Invalid DB engine: oracle/);
  });

  it("is the only way to an instance of Aurora", async () => {
    const { services } = await withSurroundings();
    const lone = instanceRequest({ engine: "aurora-postgresql", engineVersion: "16" });
    await refused(createDbInstance(services, owner, lone), combination, /belong to a cluster/);
  });
});
