import * as assert from "node:assert/strict";

import { readConfig } from "../../stacks/config";
import { revocationNotices } from "../../stacks/revoked-accounts";
import { contract, orders } from "./contract-fixture";
import { stackValues } from "./stack-file";

const before = {
  contract: contract({ databases: { orders: { ...orders, sharedWith: ["444455556666", "777788889999"] } } }),
};

function databases(sharedWith: readonly string[], name = "orders") {
  const change = { "lattice-db:databases": { [name]: { engine: "postgres", engineVersion: "17", sharedWith } } };
  const config = readConfig("producer", stackValues("producer", change));
  assert.equal(config.role, "producer");
  return config.databases;
}

describe("accounts that a database is no longer shared with", () => {
  it("are named with what they keep, and the commands that end it", () => {
    const [notice = "", ...others] = revocationNotices(before, databases(["444455556666"]));
    assert.deepEqual(others, []);
    assert.match(notice, /^Database "orders" is no longer shared with 777788889999: /);
    assert.match(notice, /an association keeps the network path open/);
    const arn = orders.resourceConfigurationArn;
    assert.ok(notice.includes(`--region eu-west-1 --resource-configuration-identifier ${arn}\n`), notice);
    assert.match(notice, /To end it from account 111122223333:\n {2}aws vpc-lattice list-service-network-resource/);
  });

  it("keep a database from going", () => {
    const [notice = ""] = revocationNotices(before, databases([], "billing"));
    assert.match(notice, /^Database "orders" is to be removed and was shared with 444455556666, 777788889999: AWS ref/);
  });

  it("are none where nothing was taken away, or nothing was there", () => {
    assert.deepEqual(revocationNotices(before, databases(["444455556666", "777788889999"])), []);
    assert.deepEqual(revocationNotices(undefined, databases([])), []);
    assert.deepEqual(revocationNotices({ contract: "?" }, databases([])), []);
  });
});
