import * as assert from "node:assert/strict";

import { readConfig } from "../../stacks/config";
import { zoneProblems } from "../../stacks/zones";
import { stackValues } from "./stack-file";

const zones = new Map([
  ["eu-west-1a", "euw1-az1"],
  ["eu-west-1b", "euw1-az2"],
]);
const producer = readConfig("producer", stackValues("producer"));
const consumer = readConfig("consumer", stackValues("consumer"));

describe("the zones of the configuration", () => {
  it("are taken when the account has them", () => {
    assert.deepEqual(zoneProblems(producer, zones), []);
    assert.deepEqual(zoneProblems(consumer, zones), []);
  });

  it("must be zones of the account", () => {
    assert.deepEqual(
      zoneProblems(
        consumer,
        new Map([...["eu-west-1a", "eu-west-1-lis-1a"].map((name) => [name, "euw1-az1"] as const)]),
      ),
      [{ key: "lattice-db:subnets.client.b", text: 'must be a zone of eu-west-1 (a), got "b"', edits: [] }],
    );
  });

  it("must have resource gateways where the gateway stands, and only there", () => {
    const without = new Map([...zones, ["eu-west-1b", "euw1-az4"]] as const);
    assert.deepEqual(zoneProblems(producer, without), [
      {
        key: "lattice-db:subnets.gateway.b",
        text: "must be another zone: VPC Lattice has no resource gateways in eu-west-1b (euw1-az4)",
        edits: [],
      },
    ]);
    assert.deepEqual(zoneProblems(consumer, without), []);
  });

  it("keep their range, which the remedy moves to a zone that is free and would do", () => {
    const three = new Map([...zones, ["eu-west-1b", "euw1-az4"], ["eu-west-1c", "euw1-az3"]] as const);
    assert.deepEqual(
      zoneProblems(producer, three).map(({ edits }) => edits),
      [[{ key: "lattice-db:subnets.gateway.c", value: "10.0.1.64/26" }, { key: "lattice-db:subnets.gateway.b" }]],
    );
    const other = new Map([
      ["eu-west-1a", "euw1-az1"],
      ["eu-west-1d", "euw1-az2"],
    ]);
    assert.deepEqual(
      zoneProblems(consumer, other).map(({ edits }) => edits),
      [[{ key: "lattice-db:subnets.client.d", value: "10.1.0.64/26" }, { key: "lattice-db:subnets.client.b" }]],
    );
  });
});
