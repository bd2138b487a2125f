import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { chooseDatabases } from "../../stacks/shared-databases";
import { contract, orders } from "./contract-fixture";

const wanted = { place: { accountId: "444455556666", region: "eu-west-1" }, databaseNames: [] as string[] };
const audit = { ...orders, sharedWith: ["777788889999"] };
const choose = (change: object, names: string[] = []) =>
  chooseDatabases({ contract: contract(change) }, { ...wanted, databaseNames: names });

describe("the databases a consumer gets", () => {
  it("are all that are shared with its account", () => {
    assert.deepEqual(choose({ databases: { orders, audit, billing: orders } }), { orders, billing: orders });
  });

  it("are those it names", () => {
    assert.deepEqual(choose({ databases: { orders, audit, billing: orders } }, ["billing"]), { billing: orders });
  });
});

describe("a producer of an earlier release", () => {
  const path = join(__dirname, "..", "recorded", "0.1", "producer.json");
  const state = JSON.parse(readFileSync(path, "utf8"));

  it("gives today's consumer all it needs: 0.1", () => {
    const [{ outputs }] = state.deployment.resources;
    assert.deepEqual(chooseDatabases(outputs, wanted), outputs.contract.databases);
    assert.deepEqual(Object.keys(outputs.contract.databases), ["orders"]);
  });
});

describe("a producer of a later release, which shares a database in a way this one does not know", () => {
  const network = { sharing: "network", serviceNetworkArn: "arn:aws:x", sharedWith: ["444455556666"] };

  it("still gives the databases that are named, when it is none of them", () => {
    assert.deepEqual(choose({ databases: { orders, bills: network } }, ["orders"]), { orders });
  });

  it("still gives all that are shared with the account, when it is shared with others only", () => {
    const others = { ...network, sharedWith: ["777788889999"] };
    assert.deepEqual(choose({ databases: { orders, bills: others } }), { orders });
  });

  it("is refused when that database is wanted, with both ways out", () => {
    const text =
      'shares "bills" in a way this program does not know ("network"). ' +
      "Deploy both stacks from the same release, or name only others in lattice-db:databaseNames";
    assert.equal(choose({ databases: { orders, bills: network } }), text);
    assert.equal(choose({ databases: { orders, bills: network } }, ["bills"]), text);
  });
});

describe("a producer the consumer cannot use", () => {
  it("has no contract", () => {
    assert.equal(
      chooseDatabases({ vpcId: "vpc-1", arn: "x" }, wanted),
      'has no output "contract" (its outputs: arn, vpcId). Deploy it with lattice-db:role producer.',
    );
    assert.equal(
      chooseDatabases({}, wanted),
      'has no output "contract" (its outputs: none). Deploy it with lattice-db:role producer.',
    );
  });

  it("has a contract of another version", () => {
    assert.equal(
      choose({ version: 2 }),
      "has a contract this program cannot use: version must be 1, got 2. Deploy both stacks from the same release.",
    );
  });

  it("is in another Region", () => {
    assert.equal(
      choose({ region: "us-east-1" }),
      "is in us-east-1, this stack in eu-west-1. VPC Lattice does not cross Regions: " +
        "take the contract of a producer in eu-west-1",
    );
  });

  it("shares nothing with the account", () => {
    assert.equal(
      choose({ databases: { audit } }),
      "shares nothing with account 444455556666; it shares audit with others. There: add the account to sharedWith of a database",
    );
  });

  it("does not share what is named with the account; the remedy leaves its other accounts alone", () => {
    assert.equal(
      choose({ databases: { orders, audit } }, ["audit"]),
      'does not share "audit" with account 444455556666. There: ' +
        "pulumi config set --path 'lattice-db:databases.audit.sharedWith[1]' 444455556666",
    );
  });

  it("has no database of that name, but others", () => {
    assert.equal(
      choose({ databases: { orders, audit } }, ["ordres", "bills"]),
      'shares no database "ordres"; it shares orders, audit; shares no database "bills"; it shares orders, audit',
    );
  });
});
