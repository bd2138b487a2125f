import assert from "node:assert/strict";
import { errorBody, okBody, packet } from "../../../../../local/databases/mysql/packets";
import { ResponseScanner } from "../../../../../local/databases/mysql/proxied/response-scanner";

const eof = (status: number): Buffer => Buffer.from([0xfe, 0, 0, status, 0]);
const ok = (status: number): Buffer => Buffer.from([0, 0xfc, 1, 1, 5, status, 0, 0, 0]);
const column = Buffer.from("\x03def\x00\x00", "latin1");
const row = Buffer.from("\x01x", "latin1");
/** A row whose first value is long: it begins as an end does. */
const longRow = Buffer.concat([Buffer.from([0xfe, 5, 0, 0, 0, 0, 0, 0, 0]), Buffer.from("value")]);
const failure = errorBody({ code: 1064, state: "42000", message: "no" });

const packets = (...bodies: Buffer[]): Buffer => Buffer.concat(bodies.map((body, at) => packet(at + 1, body)));

/** How often it was done before the end, and what it then says. */
function scanned(bytes: Buffer, step: number, kind: "results" | "columns" | "text" = "results") {
  const scanner = new ResponseScanner(kind);
  for (let at = 0; at < bytes.length; at += step) {
    assert.equal(scanner.isDone, false, `done before byte ${at} of ${bytes.length}`);
    scanner.feed(bytes.subarray(at, at + step));
  }
  assert.equal(scanner.isDone, true);
  const { hasFailed, inTransaction } = scanner;
  return { hasFailed, inTransaction };
}

describe("the answer of a MySQL server to a command", () => {
  const answers = {
    "an OK": [packets(okBody()), { hasFailed: false, inTransaction: false }],
    "an OK within a transaction": [packets(ok(1)), { hasFailed: false, inTransaction: true }],
    "an error": [packets(failure), { hasFailed: true, inTransaction: undefined }],
    "no rows": [packets(Buffer.from([1]), column, eof(2), eof(2)), { hasFailed: false, inTransaction: false }],
    "rows, long ones too": [
      packets(Buffer.from([2]), column, column, eof(3), row, longRow, row, eof(3)),
      { hasFailed: false, inTransaction: true },
    ],
    "rows that end with an error": [
      packets(Buffer.from([1]), column, eof(2), row, failure),
      { hasFailed: true, inTransaction: undefined },
    ],
    "several results": [
      packets(ok(8), Buffer.from([1]), column, eof(8), row, eof(8), ok(1)),
      { hasFailed: false, inTransaction: true },
    ],
  } as const;
  for (const [name, [bytes, said]] of Object.entries(answers)) {
    it(`ends where it ends, however it is cut: ${name}`, () => {
      for (const step of [1, 2, 3, 7, bytes.length]) assert.deepEqual(scanned(bytes, step), said, String(step));
    });
  }

  it("is columns alone, or a text, where the command says so", () => {
    const columns = packets(column, column, eof(2));
    assert.deepEqual(scanned(columns, 3, "columns"), { hasFailed: false, inTransaction: false });
    const text = packets(Buffer.from("Uptime: 1"));
    assert.deepEqual(scanned(text, 2, "text"), { hasFailed: false, inTransaction: undefined });
  });

  it("goes on over a packet of the greatest length", () => {
    const long = Buffer.alloc(0xffffff, 0xff);
    long[0] = 1;
    const bytes = packets(Buffer.from([1]), column, eof(2), long, failure.subarray(0, 5), eof(2));
    assert.deepEqual(scanned(bytes, bytes.length), { hasFailed: false, inTransaction: false });
  });

  it("is broken off where it asks for a file, or says more than it was asked", () => {
    assert.throws(() => {
      new ResponseScanner("results").feed(packets(Buffer.from("\xfbfile", "latin1")));
    }, /asks for a file/);
    assert.throws(() => {
      new ResponseScanner("results").feed(packets(okBody(), okBody()));
    }, /more than it was asked/);
  });
});
