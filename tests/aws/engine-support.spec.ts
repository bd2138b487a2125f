import * as assert from "node:assert/strict";

import { engineSupport } from "../../aws/engine-support";

const on = (day: string): Date => new Date(`${day}T12:00:00Z`);

describe("the standard support of an engine's version", () => {
  for (const [engine, version, last, next, instead] of [
    ["mariadb", "10.6", "2026-12-31", "2027-01-01", "10.11"],
    ["postgres", "14", "2027-02-28", "2027-03-01", "15"],
    ["mysql", "8.0", "2026-07-31", "2026-08-01", "8.4"],
  ] as const) {
    it(`ends for ${engine} ${version} with ${last}`, () => {
      assert.deepEqual(engineSupport(engine, version, on(last)).supported, true);
      assert.deepEqual(engineSupport(engine, version, on(next)), {
        ends: last,
        supported: false,
        exists: true,
        instead,
      });
    });
  }

  it("is over for what is older than the table, and assumed for what is newer", () => {
    assert.deepEqual(engineSupport("postgres", "9", on("2026-11-28")), {
      ends: undefined,
      supported: false,
      exists: true,
      instead: "15",
    });
    assert.equal(engineSupport("postgres", "19", on("2026-11-28")).supported, true);
    assert.equal(engineSupport("mariadb", "13.1", on("2026-11-28")).supported, true);
  });

  for (const [engine, version] of [
    ["postgres", "99"],
    ["postgres", "20"],
    ["mysql", "8.1"],
    ["mysql", "8.5"],
    ["mysql", "11.0"],
    ["mariadb", "10.7"],
    ["mariadb", "11.5"],
    ["mariadb", "12.4"],
  ] as const) {
    it(`knows what never came to RDS: ${engine} ${version}`, () => {
      assert.equal(engineSupport(engine, version, on("2026-11-28")).exists, false);
    });
  }

  it("knows that a major version a year may come", () => {
    assert.equal(engineSupport("postgres", "19", on("2026-11-28")).exists, true);
    assert.equal(engineSupport("postgres", "20", on("2027-11-28")).exists, true);
    assert.equal(engineSupport("mysql", "9.7", on("2026-11-28")).exists, true);
  });
});
