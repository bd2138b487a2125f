import * as assert from "node:assert/strict";

import { chooseDatabases, type Databases } from "../../stacks/shared-databases";
import { databasesHad, withdrawalNotices, withdrawnDatabases } from "../../stacks/withdrawn-databases";
import { contract, orders } from "./contract-fixture";
import { stackValues } from "./stack-file";
import { up } from "./up";

const place = { accountId: "444455556666", region: "eu-west-1" };
const audit = { ...orders, sharedWith: ["777788889999"] };
const wanted = (had: readonly string[] | undefined, databaseNames: readonly string[] = []) => {
  return { place, databaseNames, had };
};
const choose = (databases: object, had?: readonly string[], names?: readonly string[]) =>
  chooseDatabases({ contract: contract({ databases }) }, wanted(had, names));
const refusal = (chosen: Databases | string) => (typeof chosen === "string" ? chosen : "");

describe("a consumer from which a database was taken away", () => {
  it("goes on with the others, and with none", () => {
    assert.deepEqual(choose({ orders, audit }, ["orders", "audit"]), { orders });
    assert.deepEqual(choose({ orders, audit }, ["orders", "audit"], ["orders", "audit"]), { orders });
    assert.deepEqual(choose({ audit }, ["audit"]), {});
    assert.deepEqual(choose({ audit }, ["audit"], ["audit"]), {});
    assert.deepEqual(choose({}, []), {});
  });

  it("is still refused what it never had", () => {
    assert.match(refusal(choose({ orders, audit }, ["orders"], ["orders", "audit"])), /^does not share "audit" with/);
    assert.match(refusal(choose({ audit }, undefined)), /^shares nothing with account 444455556666/);
  });

  it("knows what it had by its own outputs, also a second time", () => {
    assert.equal(databasesHad(undefined), undefined);
    assert.equal(databasesHad({ contract: {} }), undefined);
    assert.deepEqual(databasesHad({ databases: { orders: {} }, withdrawn: ["audit"] }), ["orders", "audit"]);
    const databases: Databases = { orders };
    assert.deepEqual(withdrawnDatabases(wanted(["orders", "audit"], ["orders", "audit"]), databases), ["audit"]);
    assert.deepEqual(withdrawnDatabases(wanted(["orders", "audit"]), databases), []);
  });

  it("says what goes, and what to take out of its configuration", () => {
    const [lost = "", ...others] = withdrawalNotices("consumer", wanted(["orders", "audit"], ["orders", "audit"]), {
      orders,
    });
    assert.deepEqual(others, []);
    assert.match(lost, /^The producer does not share audit with account 444455556666 any more: this stack/);
    assert.match(lost, /\n {2}pulumi config rm --path 'lattice-db:databaseNames\[1\]' -s consumer$/);
    assert.deepEqual(withdrawalNotices("consumer", wanted(["orders", "audit"], ["orders"]), { orders }), []);
    assert.match(
      withdrawalNotices("consumer", wanted([]), {}).join(),
      /shares nothing with account 444455556666: this stack reach/,
    );
  });

  it("keeps its network and its clients' security group, and nothing of Lattice", async () => {
    const producer = { contract: contract({ databases: { audit } }) };
    const before = { databases: { orders: {} } };
    const { resources, outputs } = await up(stackValues("consumer"), producer, undefined, before);
    assert.deepEqual(
      resources.filter(({ type }) => /lattice:|vpclattice|ServiceNetwork/.test(type)),
      [],
    );
    assert.deepEqual(outputs["databases"], {});
    assert.equal("latticeNamesCommand" in outputs, false);
    assert.deepEqual(outputs["client"].securityGroupIds, ["databases-client-security-group-id"]);
  });
});
