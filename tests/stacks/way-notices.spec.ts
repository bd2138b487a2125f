import * as assert from "node:assert/strict";

import { readConfig } from "../../stacks/config";
import { consumerWayNotices, producerWayNotices } from "../../stacks/way-notices";
import type { OwnDatabase } from "../../stacks/contract";
import { orders } from "./contract-fixture";
import { stackValues } from "./stack-file";

function databases(lists: Readonly<Record<string, readonly string[]>>) {
  const change = Object.entries(lists).map(
    ([name, sharedWith]) => [name, { engine: "postgres", engineVersion: "17", sharedWith }] as const,
  );
  const config = readConfig(
    "producer",
    stackValues("producer", { "lattice-db:databases": Object.fromEntries(change) }),
  );
  assert.equal(config.role, "producer");
  return config.databases;
}

const from = (allowExternalPrincipals?: boolean): OwnDatabase => ({
  ...orders,
  ...(allowExternalPrincipals !== undefined && { allowExternalPrincipals }),
});

describe("a producer that shares with nobody", () => {
  it("is told that nobody gets through, once, with the command that shares", () => {
    const [notice = "", ...others] = producerWayNotices("producer", databases({ orders: [], stock: [] }));
    assert.deepEqual(others, []);
    assert.match(notice, /^No database is shared with anybody \(orders, stock\): nobody gets through/);
    assert.ok(
      notice.includes("config set --path 'lattice-db:databases.orders.sharedWith[0]' ACCOUNT -s producer"),
      notice,
    );
  });

  it("is told nothing as soon as one database is shared", () => {
    assert.deepEqual(producerWayNotices("producer", databases({ orders: [], stock: ["444455556666"] })), []);
  });
});

describe("a consumer's invitations, before its first deployment", () => {
  it("are to be accepted beyond the organisation", () => {
    const [notice = "", ...others] = consumerWayNotices("consumer", { acceptShares: false }, { orders: from(true) });
    assert.deepEqual(others, []);
    assert.match(notice, /^The producer shares orders also beyond its organisation\. If this account is not in it/);
    assert.match(notice, /config set lattice-db:acceptShares true -s consumer$/);
    assert.deepEqual(consumerWayNotices("consumer", { acceptShares: true }, { orders: from(true) }), []);
  });

  it("are not there within it", () => {
    const [notice = "", ...others] = consumerWayNotices(
      "consumer",
      { acceptShares: true },
      { orders: from(false), stock: from(true), audit: from(false) },
    );
    assert.deepEqual(others, []);
    assert.match(notice, /^The producer shares orders, audit within its organisation only.* accepting one will fail/);
    assert.match(notice, /config set lattice-db:acceptShares false -s consumer$/);
    assert.deepEqual(consumerWayNotices("consumer", { acceptShares: false }, { orders: from(false) }), []);
  });

  it("are nothing to speak of where the contract does not say, or the stack is deployed already", () => {
    for (const acceptShares of [true, false]) {
      assert.deepEqual(consumerWayNotices("consumer", { acceptShares }, { orders: from() }), []);
      assert.deepEqual(consumerWayNotices("consumer", { acceptShares, had: [] }, { orders: from(!acceptShares) }), []);
    }
  });
});
