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
