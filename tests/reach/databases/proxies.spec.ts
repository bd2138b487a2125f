import assert from "node:assert/strict";
import { topologyOf } from "../../../reach/topology-of";
import { known, type Maybe } from "../../../reachability/maybe";
import { open, stateOf, type Declared } from "../program";

const proxy: Declared = {
  type: "aws:rds/proxy:Proxy",
  name: "front",
  id: "front",
  inputs: { engineFamily: "POSTGRESQL", vpcSubnetIds: [] },
};
const target: Declared = {
  type: "aws:rds/proxyTarget:ProxyTarget",
  name: "target",
  inputs: { dbProxyName: "front", dbInstanceIdentifier: "orders" },
};
const instance = (identifier: string): Declared => ({
  type: "aws:rds/instance:Instance",
  name: "orders",
  id: "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  inputs: { identifier },
  outputs: { arn: "arn:aws:rds:eu-west-1:111122223333:db:x" },
});

function databaseBehind(...declared: readonly Declared[]): Maybe<string> | undefined {
  return topologyOf([stateOf(proxy, target, ...declared)]).topology.proxies?.[0]?.databaseId;
}

describe("the database behind a proxy", () => {
  it("is the one that its target names", () => {
    assert.equal(databaseBehind(instance("orders")), instance("orders").id);
  });

  it("is another one where none that was read has this name", () => {
    assert.equal(databaseBehind(instance("stock")), "orders");
  });

  it("is not known where the name of one that was read is hidden", () => {
    const database = databaseBehind(instance(open));
    assert.equal(known(database ?? "none"), undefined);
    assert.deepEqual(database, { unknownUntil: "identifier of orders is known" });
  });
});

describe("the further endpoints of a proxy", () => {
  const place = { vpcSubnetIds: ["subnet-00000000000000001"], vpcSecurityGroupIds: ["sg-00000000000000001"] };
  const endpoints: readonly Declared[] = [
    {
      ...{ type: "aws:rds/proxyEndpoint:ProxyEndpoint", name: "reading", id: "front/reading" },
      inputs: { dbProxyName: "front", dbProxyEndpointName: "reading", targetRole: "READ_ONLY", ...place },
      outputs: { endpoint: "reading.example.com", vpcId: "vpc-00000000000000001" },
    },
    {
      ...{ type: "aws-native:rds:DbProxyEndpoint", name: "reading", id: "reading" },
      inputs: { dbProxyName: "front", dbProxyEndpointName: "reading", targetRole: "READ_ONLY", ...place },
      outputs: { endpoint: "reading.example.com", vpcId: "vpc-00000000000000001" },
    },
  ];
  for (const endpoint of endpoints) {
    it(`are entrances of their own to what the proxy leads to (${endpoint.type})`, () => {
      const { topology } = topologyOf([stateOf(proxy, target, instance("orders"), endpoint)]);
      const [front, reading, ...more] = topology.proxies ?? [];
      assert.ok(front && reading && more.length === 0);
      assert.deepEqual(
        [reading.name, reading.role, reading.address, reading.databaseId, reading.port],
        ["reading", "READ_ONLY", "reading.example.com", instance("orders").id, 5432],
      );
      assert.deepEqual([reading.subnetIds, reading.securityGroupIds], [place.vpcSubnetIds, place.vpcSecurityGroupIds]);
      assert.equal(reading.behind?.id, front.id);
    });
  }

  it("lead nowhere where the proxy does not, and who knows where while the proxy is not read", () => {
    const [endpoint] = endpoints;
    assert.ok(endpoint);
    assert.deepEqual(topologyOf([stateOf(proxy, endpoint)]).topology.proxies, []);
    const [alone] = topologyOf([stateOf(endpoint)]).topology.proxies ?? [];
    assert.equal(known(alone?.databaseId ?? "none"), undefined);
  });
});
