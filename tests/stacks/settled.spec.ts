import * as assert from "node:assert/strict";

import { readConfig } from "../../stacks/config";
import { settledOf, settledProblems } from "../../stacks/settled";
import { stackValues } from "./stack-file";
import { up } from "./up";

const orders = { engine: "postgres", engineVersion: "17", allocatedStorageGib: 40 };
const ledger = { kind: "cluster", engine: "mysql", engineVersion: "8.0" };

function read(databases: object) {
  const config = readConfig("p", stackValues("producer", { "lattice-db:databases": databases }));
  assert.equal(config.role, "producer");
  return config.databases;
}

/** What is said of a change, without what is the same in all. */
function said(before: object, after: object): readonly unknown[] {
  const problems = settledProblems(read(after), { settled: settledOf(read(before)) });
  return problems.map(({ key, text, edits, remove }) => [
    key.replace("lattice-db:databases.", ""),
    text,
    edits,
    remove,
  ]);
}
const set = (key: string, value?: string) => [
  { key: `lattice-db:databases.${key}`, ...(value !== undefined && { value }) },
];
const ANOTHER =
  "AWS changes it of no database that is there; for another one give a new database a name of its own, move the data, " +
  "and retire this one";

describe("a change that AWS does not make of a database that is there", () => {
  for (const [title, before, after, key, text, edits] of [
    [
      "another kind",
      { orders },
      { orders: { kind: "cluster", engine: "postgres", engineVersion: "17" } },
      "orders.kind",
      `must stay instance, got "cluster": ${ANOTHER}`,
      set("orders.kind", "instance"),
    ],
    [
      "another engine",
      { orders },
      { orders: { engine: "mysql", engineVersion: "8.4" } },
      "orders.engine",
      `must stay postgres, got "mysql": ${ANOTHER}`,
      set("orders.engine", "postgres"),
    ],
    [
      "another name of the database in the server",
      { ledger },
      { ledger: { ...ledger, databaseName: "shop" } },
      "ledger.databaseName",
      `must stay ledger, got "shop": ${ANOTHER}`,
      set("ledger.databaseName", "ledger"),
    ],
    [
      "less storage",
      { orders },
      { orders: { ...orders, allocatedStorageGib: 20 } },
      "orders.allocatedStorageGib",
      "must stay 40 or be more, got 20: RDS takes no storage from an instance",
      set("orders.allocatedStorageGib", "40"),
    ],
    [
      "an older version",
      { orders: { ...orders, engine: "mariadb", engineVersion: "11.4" } },
      { orders: { ...orders, engine: "mariadb", engineVersion: "10.11" } },
      "orders.engineVersion",
      'must stay 11.4 or be newer, got "10.11": RDS takes no version back',
      set("orders.engineVersion", "11.4"),
    ],
    [
      "an older major version of a cluster",
      { ledger: { ...ledger, engineVersion: "8.4" } },
      { ledger: { ...ledger, allowMajorVersionUpgrade: true } },
      "ledger.engineVersion",
      'must stay 8.4 or be newer, got "8.0": RDS takes no version back',
      set("ledger.engineVersion", "8.4"),
    ],
    [
      "a newer major version that is not allowed",
      { orders },
      { orders: { ...orders, engineVersion: "18" } },
      "orders.allowMajorVersionUpgrade",
      "must be true for engineVersion 18, since 17 is there: RDS takes no other major version without it",
      set("orders.allowMajorVersionUpgrade", "true"),
    ],
    [
      "a source that it did not begin with",
      { orders },
      { orders: { ...orders, restoreFrom: { snapshot: "old" } } },
      "orders.restoreFrom",
      'must be left out, got {"snapshot":"old"}: a database that is there is not restored again; for another one give a ' +
        "new database a name of its own, move the data, and retire this one",
      set("orders.restoreFrom"),
    ],
    [
      "another source",
      { orders: { ...orders, restoreFrom: { snapshot: "old" } } },
      { orders: { ...orders, restoreFrom: { snapshot: "new" } } },
      "orders.restoreFrom",
      'must stay {"snapshot":"old"}, got {"snapshot":"new"}: a database that is there is not restored again; for another ' +
        "one give a new database a name of its own, move the data, and retire this one",
      set("orders.restoreFrom.snapshot", "old"),
    ],
  ] as const) {
    it(`is refused at preview, with the way back or on: ${title}`, () => {
      assert.deepEqual(said(before, after), [[key, text, edits, undefined]]);
    });
  }

  it("is refused at preview: backtrack of a cluster that was made without it", () => {
    const after = { ledger: { ...ledger, backtrackHours: 24 } };
    const text =
      "must be left out: Aurora turns backtrack on for new clusters only, and this one is there without it; for another " +
      "one give a new database a name of its own, move the data, and retire this one";
    assert.deepEqual(said({ ledger }, after), [["ledger.backtrackHours", text, undefined, true]]);
  });

  for (const [title, before, after] of [
    [
      "backtrack by other hours",
      { ledger: { ...ledger, backtrackHours: 24 } },
      { ledger: { ...ledger, backtrackHours: 48 } },
    ],
    ["no backtrack", { ledger: { ...ledger, backtrackHours: 24 } }, { ledger }],
    ["more storage", { orders }, { orders: { ...orders, allocatedStorageGib: 80 } }],
    [
      "a newer major version that is allowed",
      { orders },
      { orders: { ...orders, engineVersion: "18", allowMajorVersionUpgrade: true } },
    ],
    ["a database that is new", { ledger }, { ledger, orders }],
  ] as const) {
    it(`is none of AWS's: ${title}`, () => {
      assert.deepEqual(said(before, after), []);
    });
  }

  it("is not told where the last deployment said nothing of it", () => {
    for (const before of [undefined, {}, { settled: "?" }, { settled: { orders: "?" } }]) {
      assert.deepEqual(settledProblems(read({ orders }), before), []);
    }
  });

  it("is refused by the program, by what the last deployment handed out", async () => {
    const values = (databases: object) => stackValues("producer", { "lattice-db:databases": databases });
    const { outputs } = await up(values({ ledger }));
    await assert.rejects(
      up(values({ ledger: { ...ledger, backtrackHours: 24 } }), undefined, undefined, outputs),
      /lattice-db:databases\.ledger\.backtrackHours must be left out: [^\n]*\n {4}pulumi config rm --path '?lattice-db:databases\.ledger\.backtrackHours'? -s test$/,
    );
  });
});
