import * as assert from "node:assert/strict";

import { DatabaseProxy, type DatabaseProxyArgs } from "../../../components/database/database-proxy";
import { TargetKind } from "../../../components/database/shareable-database";
import { deploy, type Deployment } from "../deploy";

const args: DatabaseProxyArgs = {
  place: { accountId: "111122223333", region: "eu-west-1" },
  vpcId: "vpc-1",
  subnetIds: ["subnet-a", "subnet-b"],
  database: {
    engine: "postgres",
    port: 6432,
    databaseName: "orders",
    address: "orders.abc.eu-west-1.rds.amazonaws.com",
    resourceId: "db-ABC",
    securityGroupId: "sg-orders",
    target: { kind: TargetKind.Arn, value: "arn:aws:rds:eu-west-1:111122223333:db:orders" },
  },
  target: { instance: "orders-1a2b" },
  loginUser: "app",
  logKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/logs",
};
const made = (change: Partial<DatabaseProxyArgs> = {}) =>
  deploy((opts) => new DatabaseProxy("orders", { ...args, ...change }, opts));
const PROXY = "aws:rds/proxy:Proxy";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const TARGETS = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";
const TARGET = "aws:rds/proxyTarget:ProxyTarget";

describe("a DatabaseProxy", () => {
  let deployment: Deployment;
  before(async () => {
    deployment = await made();
  });
  const proxy = () => deployment.find(PROXY).inputs;

  it("takes IAM tokens over TLS and nothing else, and shows the database one of its own", () => {
    assert.equal(proxy().requireTls, true);
    assert.equal(proxy().defaultAuthScheme, "IAM_AUTH");
    assert.equal("auths" in proxy(), false);
    assert.deepEqual(
      deployment.resources.filter(({ type }) => /secret|password/i.test(type)),
      [],
    );
  });

  it("has a role of its own that may log in as the one user of the one database", () => {
    assert.equal(proxy().roleArn, "arn:aws:mock:eu-west-1:111122223333:orders-proxy-role");
    const [trust] = JSON.parse(deployment.find("aws:iam/role:Role").inputs.assumeRolePolicy).Statement;
    assert.deepEqual(trust.Principal, { Service: "rds.amazonaws.com" });
    assert.deepEqual(trust.Condition, { StringEquals: { "aws:SourceAccount": "111122223333" } });
    const { role, policy } = deployment.find("aws:iam/rolePolicy:RolePolicy").inputs;
    assert.equal(role, "orders-proxy-role");
    assert.deepEqual(JSON.parse(policy).Statement, [
      {
        Effect: "Allow",
        Action: "rds-db:connect",
        Resource: "arn:aws:rds-db:eu-west-1:111122223333:dbuser:db-ABC/app",
      },
    ]);
  });

  it("reaches its database and nothing else, by a security group of its own", () => {
    assert.deepEqual(proxy().vpcSecurityGroupIds, ["orders-proxy-security-group-id"]);
    const rule = { ipProtocol: "tcp", fromPort: 6432, toPort: 6432 };
    assert.deepEqual(deployment.find(EGRESS).inputs, {
      ...rule,
      securityGroupId: "orders-proxy-security-group-id",
      referencedSecurityGroupId: "sg-orders",
      description: "Proxy to database",
    });
    assert.deepEqual(deployment.find(INGRESS).inputs, {
      ...rule,
      securityGroupId: "sg-orders",
      referencedSecurityGroupId: "orders-proxy-security-group-id",
      description: "Database from proxy",
    });
    assert.equal([deployment.find(TARGET).opts.dependsOn].flat().length, 2);
  });

  it("writes to an encrypted log group made before it, and no statements", () => {
    assert.equal(proxy().name, "orders-proxy-0a1b2c3d");
    assert.equal(proxy().debugLogging, false);
    assert.deepEqual(deployment.find("aws:cloudwatch/logGroup:LogGroup").inputs, {
      name: "/aws/rds/proxy/orders-proxy-0a1b2c3d",
      retentionInDays: 365,
      kmsKeyId: args.logKeyArn,
    });
    assert.equal([deployment.find(PROXY).opts.dependsOn].flat().length, 2);
  });

  it("leaves a tenth of the connections to others, and keeps half of its own when idle", () => {
    assert.deepEqual(deployment.find(TARGETS).inputs.connectionPoolConfig, {
      maxConnectionsPercent: 90,
      maxIdleConnectionsPercent: 45,
      connectionBorrowTimeout: 120,
    });
    assert.equal(proxy().idleClientTimeout, 1800);
  });

  it("takes what is chosen of it", async () => {
    const { find } = await made({
      maxConnectionsPercent: 50,
      maxIdleConnectionsPercent: 10,
      connectionBorrowTimeoutSeconds: 5,
      idleClientTimeoutSeconds: 60,
      logRetentionDays: 30,
    });
    assert.deepEqual(find(TARGETS).inputs.connectionPoolConfig, {
      maxConnectionsPercent: 50,
      maxIdleConnectionsPercent: 10,
      connectionBorrowTimeout: 5,
    });
    assert.equal(find(PROXY).inputs.idleClientTimeout, 60);
    assert.equal(find("aws:cloudwatch/logGroup:LogGroup").inputs.retentionInDays, 30);
  });

  it("leads to an instance, or to a cluster", async () => {
    assert.equal(deployment.find(TARGET).inputs.dbInstanceIdentifier, "orders-1a2b");
    assert.equal("dbClusterIdentifier" in deployment.find(TARGET).inputs, false);
    const { inputs } = (await made({ target: { cluster: "ledger-1a2b" } })).find(TARGET);
    assert.deepEqual([inputs.dbClusterIdentifier, "dbInstanceIdentifier" in inputs], ["ledger-1a2b", false]);
  });

  it("speaks MySQL to MySQL and MariaDB, on MySQL's port", async () => {
    for (const engine of ["mysql", "mariadb"] as const) {
      const database = { ...args.database, engine };
      const { find, outputs } = await deploy(() => new DatabaseProxy("orders", { ...args, database }).port);
      assert.equal(find(PROXY).inputs.engineFamily, "MYSQL");
      assert.equal(outputs, 3306);
    }
    assert.equal(proxy().engineFamily, "POSTGRESQL");
  });

  it("can be shared by its name, with its own id for logins", async () => {
    const { outputs } = await deploy(() => {
      const { engine, port, databaseName, address, resourceId, securityGroupId, target } = new DatabaseProxy(
        "orders",
        args,
      );
      return { engine, port, databaseName, address, resourceId, securityGroupId, target };
    });
    const address = "orders-proxy.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com";
    assert.deepEqual(outputs, {
      engine: "postgres",
      port: 5432,
      databaseName: "orders",
      address,
      resourceId: "prx-0123456789abcdef0",
      securityGroupId: "orders-proxy-security-group-id",
      target: { kind: "domainName", value: address },
    });
  });

  it("refuses wrong arguments with all that is wrong", async () => {
    const wrong = {
      ...args,
      maxConnectionsPercent: 0,
      target: {},
      loginUser: "App!",
      logRetentionDays: 2,
      subnetIds: ["subnet-a"],
    };
    await assert.rejects(
      deploy(() => new DatabaseProxy("orders", wrong)),
      /^Error: DatabaseProxy "orders": maxConnectionsPercent must be .*1-100.*; target must name either .*; loginUser must be .*; logRetentionDays must be .*; subnetIds must be at least two/,
    );
  });

  it("refuses more idle connections than it may have", async () => {
    await assert.rejects(
      made({ maxConnectionsPercent: 10, maxIdleConnectionsPercent: 20 }),
      /maxIdleConnectionsPercent must be maxConnectionsPercent at most, 10, got 20/,
    );
  });
});
