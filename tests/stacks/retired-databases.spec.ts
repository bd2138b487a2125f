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
