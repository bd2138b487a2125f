import assert from "node:assert/strict";
import { MessageSplitter } from "../../../../local/databases/postgres/proxied/message-splitter";
import { pinReason } from "../../../../local/databases/postgres/proxied/pinning";

const message = (type: string, body: string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(Buffer.byteLength(body) + 4);
  return Buffer.concat([Buffer.from(type), length, Buffer.from(body)]);
};

describe("what a proxy reads", () => {
  it("is cut into messages wherever the stream was cut", () => {
    const messages = [message("Q", "SELECT 1\0"), message("S", ""), message("d", "x".repeat(1000)), message("X", "")];
    const all = Buffer.concat(messages);
    for (const size of [1, 2, 3, 4, 5, 6, 7, 14, 100, all.length]) {
      const splitter = new MessageSplitter();
      const found: Buffer[] = [];
      for (let at = 0; at < all.length; at += size) found.push(...splitter.feed(all.subarray(at, at + size)));
      assert.deepEqual(found, messages, `pieces of ${size}`);
    }
  });

  it("is no message whose length cannot be", () => {
    for (const length of [-1, 0, 3, 0x7fffffff]) {
      const head = Buffer.alloc(5, "Q");
      head.writeInt32BE(length, 1);
      assert.throws(() => new MessageSplitter().feed(head), /invalid message length/);
    }
  });
});

describe("pinning", () => {
  const reasonOf = (sql: string) => pinReason(message("Q", `${sql}\0`));

  for (const sql of [
    "SET timezone = 'UTC'",
    "select 1; reset all",
    "/* x */ set local work_mem = '4MB'",
    "-- why\nSET a.b = 1",
    "SELECT set_config('a.b', '1', false)",
    "PREPARE p AS SELECT 1",
    "DISCARD ALL",
    "CREATE TEMP TABLE t (id int)",
    "SELECT 1 INTO TEMPORARY t",
    "DECLARE c CURSOR WITH HOLD FOR SELECT 1",
    "LISTEN orders",
    "LOAD 'auto_explain'",
    "SELECT nextval('s')",
    "SELECT pg_advisory_lock(1)",
    "SELECT pg_try_advisory_lock(1)",
    `SELECT '${"x".repeat(17_000)}'`,
  ]) {
    it(`is what comes of ${sql.slice(0, 40).replace("\n", " ")}`, () => {
      assert.notEqual(reasonOf(sql), undefined);
    });
  }

  for (const sql of [
    "SELECT 1",
    "UPDATE items SET name = 'x'",
    "BEGIN; COMMIT",
    "SELECT pg_advisory_xact_lock(1)",
    "-- SET x\nSELECT 1",
    "CREATE TABLE templates (id int)",
  ]) {
    it(`does not come of ${sql.slice(0, 40).replace("\n", " ")}`, () => {
      assert.equal(reasonOf(sql), undefined);
    });
  }

  it("comes of a prepared statement with a name, and of none without", () => {
    assert.notEqual(pinReason(message("P", "name\0SELECT 1\0\0\0")), undefined);
    assert.equal(pinReason(message("P", "\0SELECT 1\0\0\0")), undefined);
    assert.notEqual(pinReason(message("P", "\0SET x = 1\0\0\0")), undefined);
    assert.equal(pinReason(message("B", "SET x\0")), undefined);
  });
});
