import * as assert from "node:assert/strict";

import { standAlone } from "../../stacks/fleet-members";
import { stackValues } from "./stack-file";
import { up } from "./up";

const arns = { orders: "arn:orders", billing: "arn:billing" };

describe("the databases that keep what they have of their own", () => {
  for (const [title, before, expected] of [
    ["none of a new stack", undefined, []],
    ["all that 0.1 made", { resourceConfigurationArns: arns }, ["orders", "billing"]],
    [
      "those that were alone before",
      { resourceConfigurationArns: arns, fleet: { standAlone: ["orders"] } },
      ["orders"],
    ],
    ["none of a stack with a fleet alone", { resourceConfigurationArns: arns, fleet: {} }, []],
    ["none that has gone", { fleet: { standAlone: ["audit"] } }, []],
    ["none where the output is of another form", { fleet: "?" }, []],
    ["none where a deployment was cut short", {}, []],
  ] as const) {
    it(`are ${title}`, () => {
      assert.deepEqual(standAlone({ orders: {}, billing: {}, reports: {} }, before), expected);
    });
  }
});

describe("a producer", () => {
  const shared = { engine: "postgres", engineVersion: "17" };
  const values = stackValues("producer", { "lattice-db:databases": { orders: shared, reports: shared } });

  it("puts new databases into a fleet, and says so for the next deployment", async () => {
    const { outputs } = await up(values);
    assert.deepEqual(outputs["fleet"], { subnetGroupName: "databases-subnets", backupVaultName: "databases-vault" });
  });

  it("leaves those of 0.1 what they have, beside new ones in a fleet", async () => {
    const { outputs, find } = await up(values, undefined, undefined, { resourceConfigurationArns: { orders: "arn" } });
    assert.deepEqual(outputs["fleet"].standAlone, ["orders"]);
    const old = find("aws:rds/instance:Instance", "orders-instance").inputs;
    assert.equal(old.dbSubnetGroupName, "orders-subnets");
    assert.equal("tags" in old, false);
    const young = find("aws:rds/instance:Instance", "reports-instance").inputs;
    assert.equal(young.dbSubnetGroupName, "databases-subnets");
    find("aws:backup/vault:Vault", "orders-vault");
  });

  it("makes no fleet for databases of 0.1 alone", async () => {
    const before = { resourceConfigurationArns: { orders: "arn", reports: "arn" } };
    const { outputs, resources } = await up(values, undefined, undefined, before);
    assert.deepEqual(outputs["fleet"], { standAlone: ["orders", "reports"] });
    assert.deepEqual(
      resources.filter(({ name }) => name.startsWith("databases")),
      [],
    );
  });
});
