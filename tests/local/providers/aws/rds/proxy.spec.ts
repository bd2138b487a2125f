import assert from "node:assert/strict";
import { createRole } from "../../../../../local/services/iam/role";
import { createDbInstance } from "../../../../../local/services/rds/create-instance";
import { owner, testServices } from "../../../test-services";
import { instanceRequest, surroundings } from "../../../services/surroundings";
import { Deployment } from "../deployment";

const proxy = "aws:rds/proxy:Proxy";
const targetGroup = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";
const target = "aws:rds/proxyTarget:ProxyTarget";
const endpoint = "aws:rds/proxyEndpoint:ProxyEndpoint";

async function deployment() {
  const services = testServices();
  const { a, b, ...around } = await surroundings(services);
  const trust = { Effect: "Allow", Principal: { Service: "rds.amazonaws.com" }, Action: "sts:AssumeRole" };
  const { arn: roleArn } = await createRole(services, owner, {
    ...{ roleName: "proxy", path: "/", description: "", maxSessionDuration: 3600, tags: {} },
    assumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [trust] }),
  });
  const { data, arn } = await createDbInstance(services, owner, instanceRequest());
  const program = {
    ...{ name: "orders-proxy", engineFamily: "POSTGRESQL", requireTls: true, roleArn },
    auths: [{ authScheme: "SECRETS", iamAuth: "REQUIRED", secretArn: data.masterUserSecret?.secretArn }],
    vpcSubnetIds: [a.id, b.id],
  };
  return { aws: new Deployment(services), program, subnets: [a.id, b.id], database: { ...data, arn }, ...around };
}

describe("aws:rds:Proxy and what belongs to it", () => {
  it("has AWS's outputs, and changes nothing the second time, nor after a refresh or an import", async () => {
    const { aws, program } = await deployment();
    const made = await aws.create(proxy, program);
    assert.equal(made.id, "orders-proxy");
    assert.match(String(made.outputs.arn), /:db-proxy:prx-[0-9a-f]{17}$/);
    assert.match(String(made.outputs.endpoint), /^orders-proxy\.proxy-c/);
    await aws.assertSteady(made, program);
  });

  it("replaces what RDS cannot change, and changes the rest in place", async () => {
    const { aws, program, group } = await deployment();
    const made = await aws.create(proxy, program);
    assert.deepEqual(aws.diff(made, { ...program, engineFamily: "MYSQL", vpcSubnetIds: ["subnet-1"] }), [
      "engineFamily!",
      "vpcSubnetIds!",
    ]);
    const changed = {
      ...{ requireTls: false, idleClientTimeout: 60, debugLogging: true, vpcSecurityGroupIds: [group.id] },
      ...{ auths: [], defaultAuthScheme: "IAM_AUTH", tags: { a: "b" } },
    };
    const updated = await aws.update(made, { ...program, ...changed });
    for (const [path, value] of Object.entries(changed)) assert.deepEqual(updated.outputs[path], value, path);
    await aws.delete(updated);
    assert.equal(await aws.refresh(updated), undefined);
    await aws.delete(updated);
  });

  it("needs a secret unless tokens are used from end to end", async () => {
    const { aws, program } = await deployment();
    const { auths: _auths, ...without } = program;
    assert.deepEqual(aws.problems(proxy, without), ['auths is required unless defaultAuthScheme is "IAM_AUTH"']);
    assert.deepEqual(aws.problems(proxy, { ...without, defaultAuthScheme: "IAM_AUTH" }), []);
  });

  it("has a target group that comes with it, and a target in it", async () => {
    const { aws, program, database } = await deployment();
    await aws.create(proxy, program);
    const pool = { dbProxyName: "orders-proxy", connectionPoolConfig: { maxConnectionsPercent: 80 } };
    const group = await aws.create(targetGroup, pool);
    assert.deepEqual([group.id, group.outputs.name], ["orders-proxy", "default"]);
    await aws.assertSteady(group, pool);
    const larger = await aws.update(group, { ...pool, connectionPoolConfig: { maxConnectionsPercent: 90 } });
    assert.deepEqual((larger.outputs.connectionPoolConfig as Record<string, unknown>).maxConnectionsPercent, 90);

    const program2 = { dbProxyName: "orders-proxy", targetGroupName: "default", dbInstanceIdentifier: "orders" };
    const made = await aws.create(target, program2);
    assert.equal(made.id, "orders-proxy/default/RDS_INSTANCE/orders");
    assert.deepEqual(
      [made.outputs.endpoint, made.outputs.port, made.outputs.targetArn],
      [database.endpoint.address, 5432, database.arn],
    );
    await aws.assertSteady(made, program2);
    assert.deepEqual(aws.diff(made, { ...program2, dbInstanceIdentifier: "other" }), ["dbInstanceIdentifier!"]);
    assert.match(aws.problems(target, { ...program2, dbClusterIdentifier: "x" }).join(), /exactly one of them/);
    await aws.delete(made);
    assert.equal(await aws.refresh(made), undefined);
  });

  it("has further endpoints", async () => {
    const { aws, program, subnets, group } = await deployment();
    await aws.create(proxy, program);
    const wanted = { dbProxyName: "orders-proxy", dbProxyEndpointName: "second", vpcSubnetIds: subnets };
    const made = await aws.create(endpoint, wanted);
    assert.equal(made.id, "orders-proxy/second");
    assert.match(String(made.outputs.endpoint), /^second\.endpoint\.proxy-c/);
    await aws.assertSteady(made, wanted);
    const updated = await aws.update(made, { ...wanted, vpcSecurityGroupIds: [group.id], tags: { a: "b" } });
    assert.deepEqual(updated.outputs.vpcSecurityGroupIds, [group.id]);
    assert.deepEqual(
      aws.diff(updated, { ...wanted, targetRole: "READ_ONLY" }).filter((it) => it.endsWith("!")),
      ["targetRole!"],
    );
    await aws.delete(updated);
    assert.equal(await aws.refresh(updated), undefined);
  });
});
