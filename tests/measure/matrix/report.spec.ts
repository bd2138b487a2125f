import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { readArguments } from "../../../measure/matrix/arguments";
import { KINDS, type Way } from "../../../measure/matrix/kinds";
import type { Matrix } from "../../../measure/matrix/matrix";
import { PAGE } from "../../../measure/matrix/page";
import { countsOf, failures, table } from "../../../measure/matrix/report";
import { failed, passed, type Row } from "../../../measure/matrix/row";

const [kind] = KINDS;
assert.ok(kind);
const row = (way: Partial<Way>, cells: Partial<Row>): Row => ({
  kind,
  way: { title: "a database", part: "database", name: "orders", ...way },
  refusals: [],
  ...cells,
});
const of = (...rows: Row[]): Matrix => ({ rows, adoption: [] });

describe("the matrix of kinds of databases", () => {
  const good = row({}, { sql: passed("yes"), refusals: [passed("share-names-account")], server: "PostgreSQL 18.4" });
  const bad = row(
    { title: "its replica", part: "replica", name: "orders-copy" },
    { sql: passed("yes"), refusals: [failed("let in")], reading: failed("wrote") },
  );
  const gap = row({ title: "its proxy", part: "proxy", gap: "there is none" }, {});

  it("is a table of what came of each way, the reasons of its gaps below", () => {
    const text = table({ ...of(good, bad, gap), adoption: [{ title: "nothing changed", cell: passed("yes") }] });
    assert.match(text, /^\| a database \| yes \| share-names-account \| – \| PostgreSQL 18\.4 \|$/m);
    assert.match(text, /^\| its replica \| yes \| NO \| NO \| – \|$/m);
    assert.match(text, /^\| its proxy \| gap 1 \| gap 1 \| – \| – \|$/m);
    assert.match(text, /^1\. there is none$/m);
    assert.match(text, /^- Existing databases: nothing changed: yes\.$/m);
  });

  it("counts each check, and a gap as none", () => {
    assert.deepEqual(countsOf(of(good, bad, gap)), { passed: 3, failed: 2 });
  });

  it("says what was printed where a check failed", () => {
    assert.deepEqual(failures(of(good, bad)), ["orders-copy:\nlet in", "orders-copy:\nwrote"]);
  });

  it("has every kind on the page of the last run", () => {
    const page = readFileSync(PAGE, "utf8");
    for (const { title } of KINDS.flatMap(({ ways }) => ways)) assert.ok(page.includes(`| ${title} `), title);
    assert.match(page, /^Run on \d{4}-\d\d-\d\d with Node\.js .*: \d+ checks passed, 0 failed\.$/m);
  });

  it("gives every gap its reason, and every way a name that no other has", () => {
    const ways = KINDS.flatMap((each) => each.ways);
    assert.equal(new Set(ways.map(({ name }) => name)).size, ways.length);
    for (const { gap } of ways) assert.notEqual(gap, "");
  });
});

describe("the arguments of npm run test:matrix", () => {
  const keys = (args: readonly string[]) => {
    const read = readArguments(args);
    return typeof read === "string" ? read : read.kinds.map(({ key }) => key);
  };

  it("name all kinds, or one with what it cannot do without", () => {
    assert.equal(keys([]).length, KINDS.length);
    assert.deepEqual(keys(["--only", "aurora-postgres"]), ["aurora-postgres"]);
    assert.deepEqual(keys(["--only", "existing-proxy"]), ["existing-postgres", "existing-proxy"]);
  });

  it("are refused with what is wrong", () => {
    assert.equal(keys(["--only", "oracle"]), '--only must name a kind of database, got "oracle"');
    assert.match(String(keys(["--only", "aurora-postgres", "--write"])), /--write must stand alone/);
    assert.match(String(keys(["--wirte"])), /--wirte/);
  });
});
