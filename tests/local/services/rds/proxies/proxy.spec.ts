import assert from "node:assert/strict";
import { networkInterfaceKind } from "../../../../../local/services/ec2/entities";
import { createSubnet } from "../../../../../local/services/ec2/subnet";
import { createVpc } from "../../../../../local/services/ec2/vpc";
import { createRole } from "../../../../../local/services/iam/role";
import { createDbCluster } from "../../../../../local/services/rds/clusters/create-cluster";
import { createDbInstance } from "../../../../../local/services/rds/create-instance";
import { endpointAt } from "../../../../../local/services/rds/endpoints";
import { dbProxyKind } from "../../../../../local/services/rds/proxies/entities";
import { findProxy } from "../../../../../local/services/rds/proxies/find";
import {
  createProxy,
  deleteProxy,
  modifyProxy,
  modifyTargetGroup,
  type CreateProxyRequest,
} from "../../../../../local/services/rds/proxies/proxy";
import { createProxyEndpoint } from "../../../../../local/services/rds/proxies/proxy-endpoint";
import { deregisterTarget, registerTarget } from "../../../../../local/services/rds/proxies/proxy-target";
import { owner, testServices } from "../../../test-services";
import { refused } from "../../refused";
import { clusterRequest, instanceRequest, subnetRequest, surroundings, vpcSettings } from "../../surroundings";

async function withSurroundings() {
  const services = testServices();
  const around = await surroundings(services);
  const trust = (service: string) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
    });
  const role = async (roleName: string, service: string) =>
    createRole(services, owner, {
      ...{ roleName, path: "/", description: "", maxSessionDuration: 3600, tags: {} },
      assumeRolePolicyDocument: trust(service),
    });
  const { arn: roleArn } = await role("proxy", "rds.amazonaws.com");
  const create = (changes: Partial<CreateProxyRequest> = {}) =>
    createProxy(services, owner, {
      dbProxyName: "orders-proxy",
      engineFamily: "POSTGRESQL",
      defaultAuthScheme: "IAM_AUTH",
      roleArn,
      vpcSubnetIds: [around.a.id, around.b.id],
      ...changes,
    });
  const register = (request: Parameters<typeof registerTarget>[4], group = "default") =>
    registerTarget(services, owner, "orders-proxy", group, request);
  return { services, role, create, register, ...around };
}

const value = "InvalidParameterValue";

describe("an RDS Proxy", () => {
  it("has RDS's defaults, an address in each subnet and the engine's usual port", async () => {
    const { services, create, vpc } = await withSurroundings();
    const { id, arn, data } = await create();
    assert.match(id, /^prx-[0-9a-f]{17}$/);
    assert.equal(arn, `arn:aws:rds:us-east-1:111111111111:db-proxy:${id}`);
    assert.match(data.endpoint, /^orders-proxy\.proxy-c[a-z0-9]{11}\.us-east-1\.rds\.amazonaws\.com$/);
    assert.deepEqual([data.port, data.requireTLS, data.idleClientTimeout], [5432, false, 1800]);
    assert.deepEqual(data.vpcSecurityGroupIds, [vpc.data.defaultSecurityGroupId]);
    assert.equal(services.store.list(networkInterfaceKind, (it) => it.data.requester === arn).length, 2);
    await deleteProxy(services, owner, "orders-proxy");
    assert.deepEqual(services.store.list(networkInterfaceKind), []);
  });

  it("is refused what does not fit", async () => {
    const { services, role, create, a } = await withSurroundings();
    const { arn: other } = await role("other", "lambda.amazonaws.com");
    await refused(create({ dbProxyName: "orders_proxy" }), value, /DBProxyName is not a valid identifier/);
    await refused(create({ vpcSubnetIds: [a.id] }), "InvalidSubnet", /at least 2 AZs/);
    await refused(create({ vpcSubnetIds: [a.id, "subnet-1"] }), "InvalidSubnet", /subnet-1.*are invalid/);
    await refused(create({ roleArn: other }), value, /RDS can't assume it/);
    await refused(create({ defaultAuthScheme: "NONE" }), value, /Auth must be specified/);
    await refused(create({ idleClientTimeout: 0 }), value, /between 1 and 28800/);
    await refused(create({ vpcSecurityGroupIds: ["sg-1"] }), value, /Invalid security group/);
    const secretArn = "arn:aws:secretsmanager:us-east-1:111111111111:secret:none-abcdef";
    const auth = [{ authScheme: "SECRETS" as const, secretArn, iamAuth: "REQUIRED" as const }];
    await refused(create({ auth }), value, /secret .* does not exist/);
    await create();
    await refused(create({ dbProxyName: "Orders-Proxy" }), "DBProxyAlreadyExistsFault");
    await refused(modifyProxy(services, owner, "orders-proxy", { idleClientTimeout: 28_801 }), value);
  });

  it("has a pool of bounded size", async () => {
    const { services, create } = await withSurroundings();
    await create();
    const pool = (changes: Parameters<typeof modifyTargetGroup>[3]) =>
      modifyTargetGroup(services, owner, "orders-proxy", changes);
    await refused(pool({ maxConnectionsPercent: 0 }), value, /between 1 and 100/);
    await refused(pool({ maxConnectionsPercent: 40 }), value, /between 0 and MaxConnectionsPercent, 40/);
    await refused(pool({ connectionBorrowTimeout: 301 }), value, /between 0 and 300/);
    await refused(pool({ sessionPinningFilters: ["EXCLUDE_VARIABLE_SETS"] }), value, /engine family POSTGRESQL/);
    await pool({ maxConnectionsPercent: 40, maxIdleConnectionsPercent: 10 });
    const { connectionPoolConfig } = findProxy(services.store, owner, "orders-proxy").data;
    assert.deepEqual(
      [connectionPoolConfig.maxConnectionsPercent, connectionPoolConfig.connectionBorrowTimeout],
      [40, 120],
    );
  });

  it("leads to one database of its own family in its own VPC", async () => {
    const { services, create, register } = await withSurroundings();
    await create();
    await createDbInstance(services, owner, instanceRequest());
    await createDbInstance(
      services,
      owner,
      instanceRequest({ dbInstanceIdentifier: "shop", engine: "mysql", engineVersion: "8.4" }),
    );
    await createDbCluster(services, owner, clusterRequest());
    await refused(register({}), "InvalidParameterCombination", /exactly one/);
    await refused(register({ dbInstanceIdentifier: "none" }), "DBInstanceNotFound");
    await refused(register({ dbInstanceIdentifier: "orders" }, "other"), "DBProxyTargetGroupNotFoundFault");
    await refused(register({ dbInstanceIdentifier: "shop" }), value, /mysql of shop doesn't match/);
    await register({ dbInstanceIdentifier: "orders" });
    await refused(register({ dbClusterIdentifier: "ledger" }), "DBProxyTargetAlreadyRegisteredFault");
    await deregisterTarget(services, owner, "orders-proxy");
    await register({ dbClusterIdentifier: "ledger" });
    const [proxy] = services.store.list(dbProxyKind);
    const endpoint = endpointAt(services.store, proxy?.data.endpoint ?? "");
    assert.equal(endpoint?.server.data.dbInstanceIdentifier, "ledger");
    assert.deepEqual(
      [endpoint.instance.data.dbiResourceId, endpoint.instance.data.dbInstanceIdentifier],
      [proxy?.id, "orders-proxy"],
    );
  });

  it("has further endpoints in its VPC, read-only ones before clusters", async () => {
    const { services, create, register, a, b } = await withSurroundings();
    await create();
    const add = (dbProxyEndpointName: string, vpcSubnetIds = [a.id, b.id], targetRole = "READ_ONLY" as const) =>
      createProxyEndpoint(services, owner, {
        ...{ dbProxyName: "orders-proxy", dbProxyEndpointName, vpcSubnetIds, targetRole, tags: {} },
      });
    await createDbInstance(services, owner, instanceRequest());
    await register({ dbInstanceIdentifier: "orders" });
    await refused(add("reader"), "InvalidParameterCombination", /readers of an Aurora cluster/);
    await deregisterTarget(services, owner, "orders-proxy");
    await createDbCluster(services, owner, clusterRequest());
    await register({ dbClusterIdentifier: "ledger" });
    const { data } = await add("reader");
    assert.match(data.endpoint, /^reader\.endpoint\.proxy-c/);
    assert.equal(endpointAt(services.store, data.endpoint)?.readOnly, true);
    await refused(add("reader"), "DBProxyEndpointAlreadyExistsFault");
    const elsewhere = await createVpc(services, owner, vpcSettings("10.9.0.0/16"));
    const subnets = [
      await createSubnet(services, owner, subnetRequest(elsewhere.id, "10.9.0.0/28", "us-east-1a")),
      await createSubnet(services, owner, subnetRequest(elsewhere.id, "10.9.0.16/28", "us-east-1b")),
    ].map(({ id }) => id);
    await refused(add("far", subnets), value, /another VPC/);
  });
});
