import * as assert from "node:assert/strict";

import { readConfig } from "../../stacks/config";
import { retireProblems } from "../../stacks/retired-databases";
import { stackValues } from "./stack-file";
import { up } from "./up";

const ORDERS = { engine: "postgres", engineVersion: "17" };
const BILLING = { engine: "mysql", engineVersion: "8.4" };
const INSTANCE = "aws:rds/instance:Instance";

function given(retire: readonly string[], databases: object = { orders: ORDERS, billing: BILLING }) {
  const config = readConfig(
    "p",
    stackValues("producer", { "lattice-db:databases": databases, "lattice-db:retire": retire }),
  );
  assert.equal(config.role, "producer");
  return config;
}
const deployed = { resourceConfigurationArns: { orders: "arn", billing: "arn" } };

describe("a database that is retired", () => {
  it("loses its protection, and no other does", async () => {
    const databases = { orders: ORDERS, billing: BILLING };
    const change = { "lattice-db:databases": databases, "lattice-db:retire": ["orders"] };
    const { find, outputs } = await up(stackValues("producer", change), undefined, undefined, deployed);
    assert.equal(find(INSTANCE, "orders-instance").inputs.deletionProtection, false);
    assert.equal(find(INSTANCE, "billing-instance").inputs.deletionProtection, true);
    const protects = (name: string) => find("lattice-db:index:EncryptionKey", name).inputs.protect;
    assert.deepEqual([protects("orders"), protects("billing"), protects("logs")], [false, true, true]);
    assert.deepEqual(outputs["retired"], ["orders"]);
  });

  it("is one of the stack's, by its configuration or its last deployment", () => {
    assert.deepEqual(retireProblems(given(["orders"]), deployed), []);
    assert.deepEqual(retireProblems(given(["orders"]), undefined), []);
    assert.deepEqual(retireProblems(given(["orders"], { billing: BILLING }), deployed), []);
  });

  it("stays right after it has gone, so that a removal that was cut short goes on", () => {
    const after = { resourceConfigurationArns: { billing: "arn" }, retired: ["orders"] };
    assert.deepEqual(retireProblems(given(["orders"], { billing: BILLING }), after), []);
  });

  it("is refused where there is none of that name", async () => {
    const text = 'must be a database of this stack (billing, orders), got "ordres"';
    const problem = { key: "lattice-db:retire[1]", text, remove: true };
    assert.deepEqual(retireProblems(given(["orders", "ordres"]), deployed), [problem]);
    const values = stackValues("producer", { "lattice-db:retire": ["ordres"] });
    await assert.rejects(
      up(values),
      /^Error: The configuration of stack "test" has a problem:\n {2}lattice-db:retire\[0\] must be a database of this stack \(orders\), got "ordres"\n {4}pulumi config rm --path 'lattice-db:retire\[0\]' -s test$/,
    );
  });

  it("is refused where it would be made without protection", () => {
    const after = { resourceConfigurationArns: { billing: "arn" }, retired: ["orders"] };
    const text = 'must not be "orders", which is still to be made: it would be made without protection';
    assert.deepEqual(retireProblems(given(["orders"]), after), [{ key: "lattice-db:retire[0]", text, remove: true }]);
  });
});

describe("a part of a database that is retired", () => {
  const sharedWith = ["444455556666"];
  const ordered = { ...ORDERS, sharedWith, proxy: {}, readReplicas: { copy: {}, more: {} } };
  const ledger = { kind: "cluster", engine: "postgres", engineVersion: "17", instances: { a: {}, b: {} } };
  const databases = { orders: ordered, ledger };
  const arns = { orders: "a", "orders-copy": "b", "orders-more": "c", "orders-proxy": "d", ledger: "e" };
  const had = { resourceConfigurationArns: arns, fleet: {} };

  async function deployed(retire: readonly string[]) {
    const change = { "lattice-db:databases": databases, "lattice-db:retire": retire };
    return up(stackValues("producer", change), undefined, undefined, had);
  }

  it("loses its protection if it is a read replica, and its source and the other replicas keep theirs", async () => {
    const { find } = await deployed(["orders/copy"]);
    const guarded = ["orders-copy-replica", "orders-more-replica", "orders-instance"].map((name) => {
      const { inputs, isProtected } = find(INSTANCE, name);
      return [inputs.deletionProtection, isProtected];
    });
    assert.deepEqual(guarded, [
      [false, false],
      [true, true],
      [true, true],
    ]);
  });

  it("is shared with nobody any more, and the rest as before", async () => {
    const { outputs } = await deployed(["orders/copy", "orders/proxy"]);
    assert.deepEqual(Object.keys(outputs["contract"].databases).sort(), ["orders", "orders-more"]);
    assert.deepEqual(Object.keys(outputs["resourceConfigurationArns"]).sort(), Object.keys(arns).sort());
  });

  it("is one of the stack's, by its configuration or its last deployment", () => {
    const { readReplicas: _, proxy: _proxy, ...alone } = ordered;
    for (const now of [databases, { orders: alone, ledger }, { ledger }]) {
      assert.deepEqual(retireProblems(given(["orders/copy", "orders/proxy"], now), had), []);
    }
    const after = { resourceConfigurationArns: { orders: "a" }, retired: ["orders/copy"] };
    assert.deepEqual(retireProblems(given(["orders/copy"], { orders: alone }), after), []);
  });

  for (const [title, name, text] of [
    [
      "where there is none of that name",
      "orders/cpoy",
      'must be a database of this stack (ledger, orders, orders/copy, orders/more, orders/proxy), got "orders/cpoy"',
    ],
    [
      "by the name that its consumers know",
      "orders-copy",
      'must be a database of this stack (ledger, orders, orders/copy, orders/more, orders/proxy), got "orders-copy"',
    ],
    [
      "if it is an instance of a cluster, which nothing keeps",
      "ledger/b",
      'must not be "ledger/b": nothing keeps an instance of a cluster, so take it out of its instances and deploy',
    ],
  ] as const) {
    it(`is refused ${title}`, () => {
      const problem = { key: "lattice-db:retire[0]", text, remove: true };
      assert.deepEqual(retireProblems(given([name], databases), had), [problem]);
    });
  }

  it("is refused where it would be made without protection", () => {
    const { ["orders-copy"]: _, ...rest } = arns;
    const text = 'must not be "orders/copy", which is still to be made: it would be made without protection';
    const problem = { key: "lattice-db:retire[0]", text, remove: true };
    const before = { ...had, resourceConfigurationArns: rest, retired: ["orders/copy"] };
    assert.deepEqual(retireProblems(given(["orders/copy"], databases), before), [problem]);
  });
});
