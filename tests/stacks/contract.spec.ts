import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { checkedContract, readContract, type Offer } from "../../stacks/contract";
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

  it("of which a later release shares a database in a new way keeps the others whole", () => {
    const network = { sharing: "network", serviceNetworkArn: "arn:aws:x", sharedWith: ["444455556666"] };
    const strange = { sharing: "network", sharedWith: ["444455556666"], isStrange: true };
    assert.deepEqual(readContract(contract({ databases: { orders, audit: network } })), {
      contract: contract({ databases: { orders, audit: strange } }),
    });
  });

  it("says of every database in which way it is shared", () => {
    const databases = { orders: { ...orders, sharing: undefined }, audit: "arn:aws:rds" };
    assert.deepEqual(problems(contract({ databases })), [
      "databases.orders.sharing must be resource or endpoint or domain or password or granted or granted-password",
      "databases.audit.sharing must be resource or endpoint or domain or password or granted or granted-password",
    ]);
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

  it("is not complete for the compiler while a field of its way of sharing is missing", () => {
    const { externalId: _, ...forgetful } = orders;
    // @ts-expect-error -- externalId is missing
    const offer: Offer = forgetful;
    assert.deepEqual(problems(contract({ databases: { orders: offer } })), [
      "databases.orders.externalId must be text",
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
