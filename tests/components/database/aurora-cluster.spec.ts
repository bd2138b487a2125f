import * as assert from "node:assert/strict";

import { AuroraCluster, type AuroraClusterArgs } from "../../../components/database/aurora-cluster";
import { DatabaseFleet } from "../../../components/database/database-fleet";
import { deploy, type Deployment } from "../deploy";

const args: AuroraClusterArgs = {
  place: { accountId: "111122223333", region: "eu-west-1" },
  vpcId: "vpc-1",
  subnetIds: ["subnet-a", "subnet-b"],
  engine: "postgres",
  engineVersion: "17",
  logKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/logs",
};
const made = (change: Partial<AuroraClusterArgs> = {}) =>
  deploy((opts) => new AuroraCluster("ledger", { ...args, ...change }, opts));
const mysql = { engine: "mysql", engineVersion: "8.0" } as const;
const CLUSTER = "aws:rds/cluster:Cluster";
const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const PARAMETERS = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
const KEY = "arn:aws:mock:eu-west-1:111122223333:ledger-key";

describe("an AuroraCluster with nothing chosen but its engine", () => {
  let deployment: Deployment;
  before(async () => {
    deployment = await made();
  });
  const cluster = () => deployment.find(CLUSTER).inputs;
  const instances = () => deployment.resources.filter(({ type }) => type === INSTANCE);

  it("has a writer and a reader that takes over, private and named after their keys", () => {
    assert.deepEqual(
      instances().map(({ name, inputs }) => [name, inputs.identifier, inputs.instanceClass, inputs.publiclyAccessible]),
      [
        ["ledger-a", "ledger-0a1b2c3d-a", "db.t4g.medium", false],
        ["ledger-b", "ledger-0a1b2c3d-b", "db.t4g.medium", false],
      ],
    );
    assert.ok(instances().every(({ inputs }) => inputs.clusterIdentifier === cluster().clusterIdentifier));
    assert.deepEqual(deployment.find("aws:rds/subnetGroup:SubnetGroup").inputs.subnetIds, ["subnet-a", "subnet-b"]);
  });

  it("admits nobody: its security group has no rules", () => {
    assert.deepEqual(cluster().vpcSecurityGroupIds, ["ledger-security-group-id"]);
    const group = deployment.find("aws:ec2/securityGroup:SecurityGroup").inputs;
    assert.deepEqual([group.ingress, group.egress], [undefined, undefined]);
    assert.ok(!deployment.resources.some(({ type }) => type.includes("Rule")));
  });

  it("encrypts storage, master secret and insights with a key of its own", () => {
    assert.equal(cluster().storageEncrypted, true);
    assert.equal(cluster().kmsKeyId, KEY);
    assert.equal(cluster().masterUserSecretKmsKeyId, KEY);
    assert.ok(instances().every(({ inputs }) => inputs.performanceInsightsKmsKeyId === KEY));
  });

  it("leaves the master password to RDS and lets users log in by IAM", () => {
    assert.equal(cluster().manageMasterUserPassword, true);
    assert.equal("masterPassword" in cluster(), false);
    assert.equal(cluster().masterUsername, "dbowner");
    assert.equal(cluster().iamDatabaseAuthenticationEnabled, true);
  });

  it("refuses logins without TLS", () => {
    assert.equal(cluster().dbClusterParameterGroupName, "ledger-parameters");
    const { family, parameters } = deployment.find(PARAMETERS).inputs;
    assert.equal(family, "aurora-postgresql17");
    assert.deepEqual(parameters, [{ name: "rds.force_ssl", value: "1", applyMethod: "pending-reboot" }]);
    assert.ok(instances().every(({ inputs }) => inputs.caCertIdentifier === "rds-ca-rsa2048-g1"));
  });

  it("keeps backups: seven days, a last snapshot, what RDS made by itself, and a daily one of the cluster", () => {
    assert.equal(cluster().backupRetentionPeriod, 7);
    assert.equal(cluster().skipFinalSnapshot, false);
    assert.equal(cluster().finalSnapshotIdentifier, "ledger-0a1b2c3d-final");
    assert.equal(cluster().deleteAutomatedBackups, false);
    assert.equal(cluster().copyTagsToSnapshot, true);
    assert.deepEqual(deployment.find("aws:backup/selection:Selection").inputs.resources, [
      "arn:aws:rds:eu-west-1:111122223333:cluster:ledger-cluster",
    ]);
  });

  it("is guarded against deletion, its instances are not: the data is the cluster's", () => {
    assert.equal(cluster().deletionProtection, true);
    const guarded = deployment.resources.filter(({ opts }) => opts.protect === true && !("urn" in opts));
    assert.deepEqual(guarded.map(({ name }) => name).sort(), ["ledger-cluster", "ledger-key", "ledger-vault"]);
  });

  it("leaves behind what its last copies need", () => {
    const kept = deployment.resources.filter(({ opts }) => opts.retainOnDelete === true && !("urn" in opts));
    assert.deepEqual(kept.map(({ name }) => name).sort(), [
      "ledger-alias",
      "ledger-backup-policy",
      "ledger-backup-role",
      "ledger-key",
      "ledger-vault",
      "ledger-vault-lock",
    ]);
  });

  it("writes its logs to encrypted log groups made before it", () => {
    const logs = ["postgresql", "iam-db-auth-error"];
    assert.deepEqual(cluster().enabledCloudwatchLogsExports, logs);
    for (const log of logs) {
      assert.deepEqual(deployment.find("aws:cloudwatch/logGroup:LogGroup", `ledger-${log}-logs`).inputs, {
        name: `/aws/rds/cluster/ledger-0a1b2c3d/${log}`,
        retentionInDays: 365,
        kmsKeyId: args.logKeyArn,
      });
    }
    assert.equal([deployment.find(CLUSTER).opts.dependsOn].flat().length, logs.length);
  });

  it("is watched, instance by instance", () => {
    assert.equal(cluster().databaseInsightsMode, "standard");
    for (const { inputs, opts } of instances()) {
      assert.equal(inputs.monitoringInterval, 60);
      assert.equal(inputs.monitoringRoleArn, "arn:aws:mock:eu-west-1:111122223333:ledger-monitoring-role");
      assert.equal(inputs.performanceInsightsEnabled, true);
      assert.equal([opts.dependsOn].flat().length, 1);
    }
  });

  it("stays current without extended support", () => {
    assert.equal(cluster().engine, "aurora-postgresql");
    assert.equal(cluster().engineVersion, "17");
    assert.equal(cluster().engineMode, "provisioned");
    assert.equal(cluster().engineLifecycleSupport, "open-source-rds-extended-support-disabled");
    assert.equal(cluster().allowMajorVersionUpgrade, false);
    assert.ok(instances().every(({ inputs }) => inputs.autoMinorVersionUpgrade === true));
  });

  it("has no setting of what nobody asked for", () => {
    for (const field of ["backtrackWindow", "serverlessv2ScalingConfiguration"])
      assert.equal(field in cluster(), false);
    assert.ok(instances().every(({ inputs }) => !("promotionTier" in inputs)));
  });
});

describe("an AuroraCluster", () => {
  it("of MySQL requires TLS, and writes slow queries to a file", async () => {
    const { find } = await made(mysql);
    const { family, parameters } = find(PARAMETERS).inputs;
    assert.equal(family, "aurora-mysql8.0");
    assert.deepEqual(
      parameters.map(({ name, value }: Record<string, string>) => [name, value]),
      [
        ["require_secure_transport", "ON"],
        ["slow_query_log", "1"],
        ["log_output", "FILE"],
      ],
    );
    assert.equal(find(CLUSTER).inputs.engine, "aurora-mysql");
    assert.equal(find(CLUSTER).inputs.port, 3306);
    assert.deepEqual(find(CLUSTER).inputs.enabledCloudwatchLogsExports, ["error", "slowquery", "iam-db-auth-error"]);
  });

  it("can be wound back, in hours, where it is MySQL", async () => {
    const { find } = await made({ ...mysql, backtrackHours: 24 });
    assert.equal(find(CLUSTER).inputs.backtrackWindow, 86_400);
  });

  it("follows the load with Serverless v2, but for instances of a class of their own", async () => {
    const { find } = await made({
      serverlessV2: { minCapacity: 0.5, maxCapacity: 8 },
      instances: { a: { instanceClass: "db.r8g.large", promotionTier: 0 }, b: {} },
    });
    assert.deepEqual(find(CLUSTER).inputs.serverlessv2ScalingConfiguration, { minCapacity: 0.5, maxCapacity: 8 });
    assert.equal(find(INSTANCE, "ledger-a").inputs.instanceClass, "db.r8g.large");
    assert.equal(find(INSTANCE, "ledger-a").inputs.promotionTier, 0);
    assert.equal(find(INSTANCE, "ledger-b").inputs.instanceClass, "db.serverless");
  });

  it("keeps its other instances when one comes or goes", async () => {
    const two = await made({ instances: { a: {}, b: {} } });
    const three = await made({ instances: { a: {}, extra: {}, b: {} } });
    assert.deepEqual(
      three.urns.filter((urn) => !urn.endsWith("::ledger-extra")),
      two.urns,
    );
  });

  it("takes what else is chosen of it", async () => {
    const { find } = await made({
      databaseName: "books",
      masterUsername: "keeper",
      port: 6432,
      backupRetentionDays: 35,
      deletionProtection: false,
      finalSnapshot: false,
      allowMajorVersionUpgrade: true,
      applyImmediately: true,
      logRetentionDays: 30,
      protect: false,
    });
    const { inputs, opts } = find(CLUSTER);
    assert.equal(inputs.databaseName, "books");
    assert.equal(inputs.masterUsername, "keeper");
    assert.equal(inputs.port, 6432);
    assert.equal(inputs.backupRetentionPeriod, 35);
    assert.equal(inputs.deletionProtection, false);
    assert.equal(inputs.skipFinalSnapshot, true);
    assert.equal("finalSnapshotIdentifier" in inputs, false);
    assert.equal(inputs.allowMajorVersionUpgrade, true);
    assert.equal(inputs.applyImmediately, true);
    assert.equal(find(INSTANCE, "ledger-a").inputs.applyImmediately, true);
    assert.equal(find("aws:cloudwatch/logGroup:LogGroup", "ledger-postgresql-logs").inputs.retentionInDays, 30);
    assert.equal(opts.protect, false);
  });

  it("says where it is, by the writer's name and by the reader's", async () => {
    const { outputs } = await deploy(() => {
      const { arn, address, otherAddresses, port, databaseName, resourceId, target } = new AuroraCluster(
        "ledger",
        args,
      );
      return { arn, address, otherAddresses, port, databaseName, resourceId, target };
    });
    const arn = "arn:aws:rds:eu-west-1:111122223333:cluster:ledger-cluster";
    assert.deepEqual(outputs, {
      arn,
      address: "ledger-cluster.cluster-abc.eu-west-1.rds.amazonaws.com",
      otherAddresses: { reader: "ledger-cluster.cluster-ro-abc.eu-west-1.rds.amazonaws.com" },
      port: 5432,
      databaseName: "ledger",
      resourceId: "cluster-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
      target: { kind: "arn", value: arn },
    });
  });

  it("in a fleet takes of it what several have in common", async () => {
    const { place, logKeyArn, vpcId = "", subnetIds = [] } = args;
    const { find, resources } = await deploy(() => {
      const fleet = new DatabaseFleet("fleet", { place, vpcId, subnetIds });
      const one = fleet.clusterMember({ engine: "postgres", engineVersion: "17" });
      const other = fleet.clusterMember({ engine: "postgres", engineVersion: "17" }, "books");
      new AuroraCluster("ledger", { place, fleet: one, engine: "postgres", engineVersion: "17", logKeyArn });
      new AuroraCluster("books", { place, fleet: other, engine: "postgres", engineVersion: "17", logKeyArn });
    });
    const { inputs } = find(CLUSTER, "ledger-cluster");
    assert.equal(inputs.dbSubnetGroupName, "fleet-subnets");
    assert.equal(inputs.dbClusterParameterGroupName, "fleet-aurora-postgresql17-parameters");
    assert.deepEqual(inputs.vpcSecurityGroupIds, ["fleet-5432-security-group-id"]);
    assert.deepEqual(inputs.tags, { "lattice-db:backup-vault": "fleet-vault" });
    assert.deepEqual(find(CLUSTER, "books-cluster").inputs.vpcSecurityGroupIds, ["books-security-group-id"]);
    assert.equal(resources.filter(({ type }) => type === PARAMETERS).length, 1);
    assert.equal(resources.filter(({ type }) => type === "aws:backup/vault:Vault").length, 1);
  });

  it("refuses wrong arguments with all that is wrong", async () => {
    const wrong = {
      ...args,
      engineVersion: "9",
      instances: { "A.1": {} },
      subnetIds: ["subnet-a"],
      logRetentionDays: 2,
    };
    await assert.rejects(
      deploy(() => new AuroraCluster("Ledger", wrong)),
      /^Error: AuroraCluster "Ledger": must have a name of .*; engineVersion must be .*; instances must have keys .*; logRetentionDays must be .*; subnetIds must be at least two, in different zones, got 1$/,
    );
  });
});
