import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { Database, type DatabaseArgs } from "../../../components/database/database";
import { deploy, type Deployment } from "../deploy";

const args: DatabaseArgs = {
  place: { accountId: "111122223333", region: "eu-west-1" },
  vpcId: "vpc-1",
  subnetIds: ["subnet-a", "subnet-b"],
  engine: "postgres",
  engineVersion: "17",
  logKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/logs",
};
const made = (change: Partial<DatabaseArgs> = {}) =>
  deploy((opts) => new Database("orders", { ...args, ...change }, opts));
const INSTANCE = "aws:rds/instance:Instance";
const KEY = "arn:aws:mock:eu-west-1:111122223333:orders-key";

describe("a Database with nothing chosen but its engine", () => {
  let deployment: Deployment;
  before(async () => {
    deployment = await made();
  });
  const instance = () => deployment.find(INSTANCE).inputs;

  it("is private", () => {
    assert.equal(instance().publiclyAccessible, false);
    assert.equal(instance().dbSubnetGroupName, "orders-subnets");
    assert.deepEqual(deployment.find("aws:rds/subnetGroup:SubnetGroup").inputs.subnetIds, ["subnet-a", "subnet-b"]);
  });

  it("admits nobody: its security group has no rules", () => {
    assert.deepEqual(instance().vpcSecurityGroupIds, ["orders-security-group-id"]);
    const group = deployment.find("aws:ec2/securityGroup:SecurityGroup").inputs;
    assert.deepEqual([group.ingress, group.egress], [undefined, undefined]);
    assert.deepEqual(
      deployment.resources.filter(({ type }) => type.includes("Rule")),
      [],
    );
  });

  it("encrypts storage, master secret and insights with a key of its own", () => {
    assert.equal(instance().storageEncrypted, true);
    assert.equal(instance().kmsKeyId, KEY);
    assert.equal(instance().masterUserSecretKmsKeyId, KEY);
    assert.equal(instance().performanceInsightsKmsKeyId, KEY);
  });

  it("leaves the master password to RDS and lets users log in by IAM", () => {
    assert.equal(instance().manageMasterUserPassword, true);
    assert.equal("password" in instance(), false);
    assert.equal(instance().iamDatabaseAuthenticationEnabled, true);
    assert.equal(instance().username, "dbowner");
  });

  it("refuses logins without TLS", () => {
    assert.equal(instance().parameterGroupName, "orders-parameters");
    const group = deployment.find("aws:rds/parameterGroup:ParameterGroup").inputs;
    assert.equal(group.family, "postgres17");
    assert.deepEqual(group.parameters, [{ name: "rds.force_ssl", value: "1", applyMethod: "pending-reboot" }]);
    assert.equal(instance().caCertIdentifier, "rds-ca-rsa2048-g1");
  });

  it("keeps backups: seven days, a last snapshot, and what RDS made by itself", () => {
    assert.equal(instance().backupRetentionPeriod, 7);
    assert.equal(instance().skipFinalSnapshot, false);
    assert.equal(instance().finalSnapshotIdentifier, "orders-0a1b2c3d-final");
    assert.equal(instance().deleteAutomatedBackups, false);
    assert.equal(instance().copyTagsToSnapshot, true);
    assert.deepEqual(deployment.find("aws:backup/selection:Selection").inputs.resources, [
      "arn:aws:rds:eu-west-1:111122223333:db:orders-instance",
    ]);
  });

  it("survives a zone, and stays current without extended support", () => {
    assert.equal(instance().multiAz, true);
    assert.equal(instance().autoMinorVersionUpgrade, true);
    assert.equal(instance().allowMajorVersionUpgrade, false);
    assert.equal(instance().engineLifecycleSupport, "open-source-rds-extended-support-disabled");
  });

  it("is guarded against deletion by RDS and by Pulumi", () => {
    assert.equal(instance().deletionProtection, true);
    const guarded = deployment.resources.filter(({ opts }) => opts.protect === true && !("urn" in opts));
    assert.deepEqual(guarded.map(({ name }) => name).sort(), ["orders-instance", "orders-key", "orders-vault"]);
  });

  it("leaves behind what its last copies need: key, vault, and the role that lets backups expire", () => {
    const kept = deployment.resources.filter(({ opts }) => opts.retainOnDelete === true && !("urn" in opts));
    assert.deepEqual(kept.map(({ name }) => name).sort(), [
      "orders-alias",
      "orders-backup-policy",
      "orders-backup-role",
      "orders-key",
      "orders-vault",
      "orders-vault-lock",
    ]);
  });

  it("writes its logs to encrypted log groups made before it", () => {
    const logs = ["postgresql", "upgrade", "iam-db-auth-error"];
    assert.deepEqual(instance().enabledCloudwatchLogsExports, logs);
    for (const log of logs) {
      assert.deepEqual(deployment.find("aws:cloudwatch/logGroup:LogGroup", `orders-${log}-logs`).inputs, {
        name: `/aws/rds/instance/orders-0a1b2c3d/${log}`,
        retentionInDays: 365,
        kmsKeyId: args.logKeyArn,
      });
    }
    const waitsFor = [deployment.find(INSTANCE).opts.dependsOn].flat().length;
    assert.equal(waitsFor, logs.length + 1);
  });

  it("is watched by a role only RDS of this account can take", () => {
    assert.equal(instance().monitoringInterval, 60);
    const role = deployment.find("aws:iam/role:Role", "orders-monitoring-role").inputs;
    const [trust] = JSON.parse(role.assumeRolePolicy).Statement;
    assert.deepEqual(trust.Principal, { Service: "monitoring.rds.amazonaws.com" });
    assert.deepEqual(trust.Condition, { StringEquals: { "aws:SourceAccount": "111122223333" } });
    assert.equal(instance().performanceInsightsEnabled, true);
    assert.equal(instance().databaseInsightsMode, "standard");
  });
});

describe("a Database", () => {
  it("of MySQL requires TLS and writes slow queries to a file", async () => {
    const { find } = await made({ engine: "mysql", engineVersion: "8.4" });
    const { family, parameters } = find("aws:rds/parameterGroup:ParameterGroup").inputs;
    assert.equal(family, "mysql8.4");
    assert.deepEqual(
      parameters.map(({ name, value }: Record<string, string>) => [name, value]),
      [
        ["require_secure_transport", "1"],
        ["slow_query_log", "1"],
        ["log_output", "FILE"],
      ],
    );
    assert.equal(find(INSTANCE).inputs.port, 3306);
  });

  it("of MariaDB leaves out the setting about extended support, which RDS refuses there", async () => {
    const { find } = await made({ engine: "mariadb", engineVersion: "11.8" });
    assert.equal("engineLifecycleSupport" in find(INSTANCE).inputs, false);
  });

  it("can do without what guards it, when told so", async () => {
    const { find, resources } = await made({ protect: false, deletionProtection: false, finalSnapshot: false });
    const { inputs } = find(INSTANCE);
    assert.equal(inputs.deletionProtection, false);
    assert.equal(inputs.skipFinalSnapshot, true);
    assert.equal("finalSnapshotIdentifier" in inputs, false);
    assert.deepEqual(
      resources.filter(({ opts }) => opts.protect === true),
      [],
    );
  });

  it("leaves nothing behind where no last copy is wanted", async () => {
    const { resources } = await made({ finalSnapshot: false });
    assert.deepEqual(
      resources.filter(({ opts }) => opts.retainOnDelete === true),
      [],
    );
  });

  it("says where it is", async () => {
    const { outputs } = await deploy(() => {
      const { arn, address, port, databaseName, resourceId, securityGroupId } = new Database("order-items", args);
      return { arn, address, port, databaseName, resourceId, securityGroupId };
    });
    assert.deepEqual(outputs, {
      arn: "arn:aws:rds:eu-west-1:111122223333:db:order-items-instance",
      address: "order-items-instance.abc.eu-west-1.rds.amazonaws.com",
      port: 5432,
      databaseName: "order_items",
      resourceId: "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
      securityGroupId: "order-items-security-group-id",
    });
  });

  it("takes its subnets as one output too", async () => {
    const { find } = await made({ subnetIds: pulumi.output(["subnet-a", "subnet-b"]) });
    assert.deepEqual(find("aws:rds/subnetGroup:SubnetGroup").inputs.subnetIds, ["subnet-a", "subnet-b"]);
  });

  it("refuses to stand nowhere", async () => {
    const { vpcId: _, ...nowhere } = args;
    await assert.rejects(
      deploy(() => new Database("orders", nowhere)),
      /^Error: Database "orders": must have either a fleet, or a vpcId and subnetIds of its own$/,
    );
  });

  it("refuses wrong arguments with all that is wrong", async () => {
    const wrong = { ...args, engineVersion: "9", subnetIds: ["subnet-a"], logRetentionDays: 2 };
    await assert.rejects(
      deploy(() => new Database("Orders", wrong)),
      /^Error: Database "Orders": must have a name of .*; engineVersion must be .*; logRetentionDays must be .*; subnetIds must be at least two, in different zones, got 1$/,
    );
  });
});
