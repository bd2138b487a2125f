import assert from "node:assert/strict";
import { databaseNamed } from "../../../reach/command/find-database";
import { topologyOf } from "../../../reach/topology-of";
import { stateOf, type Declared } from "../program";

const cluster: Declared = {
  type: "aws:rds/cluster:Cluster",
  name: "orders",
  id: "orders-1",
  inputs: { engine: "aurora-postgresql" },
  outputs: {
    arn: "arn:aws:rds:eu-west-1:111122223333:cluster:orders-1",
    endpoint: "orders.example.com",
    readerEndpoint: "orders-ro.example.com",
  },
};
const proxy: Declared = {
  type: "aws:rds/proxy:Proxy",
  name: "front",
  id: "front",
  inputs: { engineFamily: "POSTGRESQL", vpcSubnetIds: [] },
  outputs: { arn: "arn:aws:rds:eu-west-1:111122223333:db-proxy:prx-1", endpoint: "front.example.com" },
};
const target: Declared = {
  type: "aws:rds/proxyTarget:ProxyTarget",
  name: "target",
  inputs: { dbProxyName: "front", dbClusterIdentifier: "orders-1" },
};

describe("what --to names", () => {
  const from = { ...topologyOf([stateOf(cluster, proxy, target)]), outputs: [] };
  const named = (name: string) => databaseNamed("--to", name, from).database;

  it("is a cluster by its own names, and its readers by the reader endpoint's", () => {
    assert.equal(named("orders").cluster?.endpoint, undefined);
    assert.equal(named("orders.example.com").cluster?.endpoint, undefined);
    assert.equal(named("orders-ro.example.com").cluster?.endpoint, "reader");
  });

  it("is an RDS Proxy, as its clients meet it, with the database behind it", () => {
    for (const name of ["front", "front.example.com"]) {
      assert.equal(named(name).proxy?.databaseId, "arn:aws:rds:eu-west-1:111122223333:cluster:orders-1");
    }
  });
});
