import * as assert from "node:assert/strict";

import type { Deployment } from "../components/deploy";
import { stackValues } from "./stack-file";
import { up, type Outputs } from "./up";

const CONFIGURATION = "aws:vpclattice/resourceConfiguration:ResourceConfiguration";
const ASSOCIATION = "aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const sharedWith = ["444455556666"];
const databases = {
  orders: { engine: "mysql", engineVersion: "8.4", port: 3307, sharedWith, proxy: { maxConnectionsPercent: 50 } },
  ledger: { kind: "cluster", engine: "postgres", engineVersion: "17", sharedWith, proxy: {} },
};
const producer = (change: object) => up(stackValues("producer", { "lattice-db:databases": change }));

describe("a producer of databases of several kinds", () => {
  let owner: Deployment<Outputs>;
  before(async () => {
    owner = await producer(databases);
  });
  const offered = () => owner.outputs["contract"].databases;
  const way = (name: string) => {
    const { sharing, of, address, port, resourceId, customDomainName, loginUser } = offered()[name];
    return { sharing, of, address, port, resourceId, customDomainName, loginUser };
  };

  it("shares each by every name it has", () => {
    assert.deepEqual(Object.keys(offered()), ["orders", "orders-proxy", "ledger", "ledger-reader", "ledger-proxy"]);
  });

  it("has one resource configuration for a cluster, and one for each proxy", () => {
    const made = owner.resources.filter(({ type }) => type === CONFIGURATION);
    assert.deepEqual(
      made.map(({ name, inputs }) => [name, inputs.type, inputs.portRanges, inputs.customDomainName]).sort(),
      [
        ["db-ledger", "ARN", undefined, undefined],
        ["db-ledger-proxy", "SINGLE", ["5432"], "ledger-proxy.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com"],
        ["db-orders", "ARN", undefined, undefined],
        ["db-orders-proxy", "SINGLE", ["3306"], "orders-proxy.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com"],
      ],
    );
  });

  it("hands over the reader's own name, with the writer's configuration, share and login", () => {
    const { "ledger-reader": reader, ledger } = offered();
    const { sharing: _own, address: _address, ...same } = ledger;
    assert.deepEqual(reader, {
      ...same,
      sharing: "endpoint",
      of: "ledger",
      address: "ledger-cluster.cluster-ro-abc.eu-west-1.rds.amazonaws.com",
    });
    assert.equal(ledger.resourceId, "cluster-ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  });

  it("hands over a proxy with its own name, port and id, and the same login user", () => {
    const name = "orders-proxy.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com";
    assert.deepEqual(way("orders-proxy"), {
      sharing: "domain",
      of: undefined,
      address: name,
      port: 3306,
      resourceId: "prx-0123456789abcdef0",
      customDomainName: name,
      loginUser: "app",
    });
    assert.notEqual(offered()["orders-proxy"].connectRoleArn, offered().orders.connectRoleArn);
  });

  it("opens gateway to proxy to database, and gateway to database", () => {
    const rules = owner.resources.filter(({ type }) => type === INGRESS);
    const ofOrders = rules.filter(({ inputs }) => inputs.securityGroupId.startsWith("orders"));
    assert.deepEqual(
      ofOrders.map(({ inputs }) => [inputs.securityGroupId, inputs.referencedSecurityGroupId, inputs.fromPort]).sort(),
      [
        ["orders-proxy-security-group-id", "db-security-group-id", 3306],
        ["orders-security-group-id", "db-security-group-id", 3307],
        ["orders-security-group-id", "orders-proxy-security-group-id", 3307],
      ],
    );
  });

  it("keeps a proxy from the replicas of its database, which carry a group that does not admit it", async () => {
    const { find, resources } = await producer({ orders: { ...databases.orders, readReplicas: { copy: {} } } });
    const group = find("aws:rds/instance:Instance", "orders-copy-replica").inputs.vpcSecurityGroupIds[0];
    assert.equal(group, "databases-3307-security-group-id");
    const admitted = resources.filter(({ type, inputs }) => type === INGRESS && inputs.securityGroupId === group);
    assert.deepEqual(
      admitted.map(({ inputs }) => inputs.referencedSecurityGroupId),
      ["db-security-group-id"],
    );
  });

  it("leads a consumer to all of them, by one association for a cluster", async () => {
    // The mocks give every configuration one ARN; on AWS each has its own.
    const contract = structuredClone(owner.outputs["contract"]);
    const last = ["orders", "orders-proxy", "ledger", "ledger-proxy"];
    for (const [name, entry] of Object.entries<any>(contract.databases)) {
      const index = last.indexOf(entry.of ?? name);
      entry.resourceConfigurationArn = entry.resourceConfigurationArn.replace(/.$/, String(index));
    }
    const user = await up(stackValues("consumer"), { contract });
    const made = user.resources.filter(({ type }) => type === ASSOCIATION).map(({ name }) => name);
    assert.deepEqual(made.sort(), [
      "databases-ledger",
      "databases-ledger-proxy",
      "databases-orders",
      "databases-orders-proxy",
    ]);
    const { databases: known } = user.outputs;
    assert.ok(known);
    assert.deepEqual(Object.keys(known).sort(), Object.keys(contract.databases).sort());
    assert.match(known["ledger-reader"].address, /cluster-ro-/);
  });

  it("keeps the reader to itself when told so", async () => {
    const { outputs } = await producer({ ledger: { ...databases.ledger, shareReader: false } });
    assert.deepEqual(Object.keys(outputs["contract"].databases), ["ledger", "ledger-proxy"]);
  });

  it("lets go of a cluster that is retired", async () => {
    const { ledger } = databases;
    const values = stackValues("producer", { "lattice-db:databases": { ledger }, "lattice-db:retire": ["ledger"] });
    const { find } = await up(values);
    assert.equal(find("aws:rds/cluster:Cluster").inputs.deletionProtection, false);
  });
});
