import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { checkedContract, readContract } from "../../stacks/contract";
import { deploy } from "../components/deploy";
import { contract, orders } from "./contract-fixture";

const problems = (value: unknown) => {
  const read = readContract(value);
  return "problems" in read ? read.problems : [];
};

describe("a contract", () => {
  it("is read as it was written", () => {
    assert.deepEqual(readContract(contract()), { contract: contract() });
  });

  it("may have fields this release does not know", () => {
    assert.deepEqual(readContract({ ...contract(), later: true }), { contract: contract() });
  });

  it("of another version is refused for that alone", () => {
    assert.deepEqual(problems({ version: 2, databases: "moved" }), ["version must be 1, got 2"]);
    assert.deepEqual(problems({}), ["version must be 1, got nothing"]);
    assert.deepEqual(problems("text"), ["version must be 1, got nothing"]);
  });

  it("names every field that is wrong", () => {
    const wrong = {
      ...orders,
      port: 70000,
      resourceConfigurationArn: "rcfg-1",
      sharedWith: ["4"],
      externalId: undefined,
    };
    assert.deepEqual(problems(contract({ databases: { orders: wrong } })), [
      "databases.orders.resourceConfigurationArn must be the ARN of a resource configuration",
      "databases.orders.port must be a port",
      "databases.orders.externalId must be text",
      "databases.orders.sharedWith.0 must be an account id of twelve digits",
    ]);
  });

  it("of a producer is checked as soon as all of it is known", async () => {
    await assert.rejects(
      deploy(() => checkedContract({ ...contract(), accountId: pulumi.output("1") })),
      /^Error: The contract for consumers: accountId must be an account id of twelve digits$/,
    );
    const { outputs } = await deploy(() => checkedContract({ ...contract(), region: pulumi.output("eu-west-1") }));
    assert.deepEqual(outputs, contract());
  });
});
