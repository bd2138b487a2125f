import assert from "node:assert/strict";
import { StatementReader } from "../../../../local/commands/shell/statement-reader";

/** The statements that the lines end, and what is open then. */
function read(...lines: string[]) {
  const reader = new StatementReader();
  const statements = lines.flatMap((line) => reader.take(line));
  return { statements, open: reader.open };
}

describe("statements typed in lines", () => {
  for (const [what, lines, statements, open] of [
    ["end with a semicolon, wherever the line ends", ["SELECT 1; SELECT", "2 ;"], ["SELECT 1;", "SELECT\n2 ;"], "="],
    ["may stand one after the other", ["SELECT 1; SELECT 2"], ["SELECT 1;"], "-"],
    ["keep a semicolon in a quote", ["SELECT 'a;b", "';"], ["SELECT 'a;b\n';"], "="],
    ["keep a doubled quote", ["SELECT 'it''s;';"], ["SELECT 'it''s;';"], "="],
    ["take a backslash in a quote for itself", ["SELECT 'a\\'; SELECT 2;"], ["SELECT 'a\\';", "SELECT 2;"], "="],
    ["know a backslash in E''", ["SELECT E'it\\'s;' ;"], ["SELECT E'it\\'s;' ;"], "="],
    ["know E'' from a name that ends with e", ["SELECT date'a\\'; SELECT 2;"], ["SELECT date'a\\';", "SELECT 2;"], "="],
    ["keep a semicolon in a quoted name", ['SELECT ";', '" ;'], ['SELECT ";\n" ;'], "="],
    ["keep a dollar quote", ["DO $$ BEGIN;", "'", "$$;"], ["DO $$ BEGIN;\n'\n$$;"], "="],
    ["keep a dollar quote in another", ["SELECT $a$ $$;$b$ $a$;"], ["SELECT $a$ $$;$b$ $a$;"], "="],
    ["take no dollar in a name for a quote", ["SELECT a$b$c; SELECT 1;"], ["SELECT a$b$c;", "SELECT 1;"], "="],
    ["take no parameter for a quote", ["EXECUTE x($1, $2); SELECT 1;"], ["EXECUTE x($1, $2);", "SELECT 1;"], "="],
    ["keep a comment that nests", ["SELECT /* a; /* b; */ ;", "*/ 1;"], ["SELECT /* a; /* b; */ ;\n*/ 1;"], "="],
    ["keep a comment to the end of the line", ["SELECT 1 -- one; 'x", ";"], ["SELECT 1 -- one; 'x\n;"], "="],
    [
      "keep a semicolon in parentheses, as a rule has",
      ["CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2);"],
      ["CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2);"],
      "=",
    ],
    [
      "keep the body of a function",
      ["CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC", "SELECT CASE 1 WHEN 1 THEN 2 END;", "END;"],
      ["CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC\nSELECT CASE 1 WHEN 1 THEN 2 END;\nEND;"],
      "=",
    ],
    [
      "take the BEGIN of a transaction for a statement",
      ["BEGIN; SELECT 1; END;"],
      ["BEGIN;", "SELECT 1;", "END;"],
      "=",
    ],
    ["are not begun by white space and comments", ["  ", "-- hello"], [], "="],
    ["show an open quote", ["SELECT '"], [], "'"],
    ["show an open name", ['SELECT "'], [], '"'],
    ["show an open dollar quote", ["SELECT $x$ '"], [], "$"],
    ["show an open comment", ["SELECT /* '"], [], "*"],
    ["show an open parenthesis", ["SELECT (1,"], [], "("],
  ] as const) {
    it(what, () => {
      assert.deepEqual(read(...lines), { statements: [...statements], open });
    });
  }

  it("are forgotten when that is asked for, quote and all", () => {
    const reader = new StatementReader();
    reader.take("SELECT 'a");
    reader.clear();
    assert.equal(reader.open, "=");
    assert.deepEqual(reader.take("SELECT 1;"), ["SELECT 1;"]);
  });

  it("are read in time that grows with their length alone", () => {
    const reader = new StatementReader();
    for (let line = 0; line < 20_000; line += 1) reader.take(line === 0 ? "SELECT $$" : "0123456789".repeat(8));
    assert.equal(reader.take("$$;").length, 1);
  });
});
