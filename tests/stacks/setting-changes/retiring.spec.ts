import * as assert from "node:assert/strict";

import { producing, touchedBy } from "./changes";

const sharedWith = ["444455556666"];
const orders = { engine: "postgres", engineVersion: "17", sharedWith, proxy: {} };
const both = { ...orders, readReplicas: { copy: {}, more: {} } };
const ledger = { ...orders, kind: "cluster", instances: { a: {}, b: {} } };

const retiring = (databases: object, ...names: string[]) => ({ ...producing(databases), "lattice-db:retire": names });
/** What offers a configuration to its accounts. */
const offerOf = (name: string) => [
  `delete ${name}-444455556666`,
  `delete ${name}-configuration`,
  `delete ${name}-connect-policy`,
  `delete ${name}-connect-role`,
  `delete ${name}-share`,
];
/** What is the replica's own. */
const OF_COPY = [
  "delete db-orders-copy",
  "delete db-orders-copy-access-log",
  "delete orders-copy-iam-db-auth-error-logs",
  "delete orders-copy-postgresql-logs",
  "delete orders-copy-replica",
  "delete orders-copy-upgrade-logs",
];
/** What goes with the last replica on a port where the databases have groups of their own. */
const PORT_5432 = ["delete databases-5432-security-group", "delete db-5432-egress", "delete db-5432-ingress"];
const ARNS = { orders: "a", "orders-copy": "b", "orders-more": "c", "orders-proxy": "d", ledger: "e" };
const databases = { orders: both, ledger };

describe("a part of a database that goes", () => {
  it("is shared no longer and loses its protection first, if it is a replica", async () => {
    const expected = [...offerOf("orders-copy"), "update orders-copy-replica: deletionProtection"];
    assert.deepEqual(await touchedBy(producing(databases), retiring(databases, "orders/copy")), expected.sort());
  });

  it("touches nothing else, if it is a replica beside another", async () => {
    const after = producing({ orders: { ...orders, readReplicas: { more: {} } }, ledger });
    assert.deepEqual(await touchedBy(retiring(databases, "orders/copy"), after), OF_COPY);
  });

  it("gives the master password back to RDS only when the last replica has gone and is retired no more", async () => {
    const one = { orders: { ...orders, readReplicas: { copy: {} } }, ledger };
    const gone = { orders, ledger };
    const before = { resourceConfigurationArns: ARNS, fleet: {} };
    const during = retiring(gone, "orders/copy");
    assert.deepEqual(
      (await touchedBy(retiring(one, "orders/copy"), during, before)).filter((line) => !PORT_5432.includes(line)),
      OF_COPY,
    );
    assert.deepEqual(await touchedBy(during, producing(gone), before), [
      "delete orders-master-secret",
      "delete orders-master-secret-version",
      "update orders-instance: manageMasterUserPassword, masterUserSecretKmsKeyId, passwordWo, passwordWoVersion",
    ]);
  });

  it("is shared no longer first, if it is a proxy, and then goes with what is its own", async () => {
    const retired = retiring(databases, "orders/proxy");
    assert.deepEqual(await touchedBy(producing(databases), retired), offerOf("orders-proxy"));
    const { proxy: _, ...without } = both;
    const touched = await touchedBy(retired, producing({ orders: without, ledger }));
    assert.deepEqual(
      touched.filter((line) => !/^delete (?:db-)?orders-proxy/.test(line)),
      // Its own security group, which let the proxy in.
      [
        "delete db-orders-egress",
        "delete db-orders-ingress",
        "delete orders-security-group",
        "update orders-instance: vpcSecurityGroupIds",
      ],
    );
  });

  it("goes at once and alone, if it is an instance of a cluster", async () => {
    const after = producing({ orders: both, ledger: { ...ledger, instances: { a: {} } } });
    assert.deepEqual(await touchedBy(producing(databases), after), ["delete ledger-b"]);
  });
});
