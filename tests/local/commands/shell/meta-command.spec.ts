import assert from "node:assert/strict";
import { isKnown, metaCommand, metaHelp, unknownMeta } from "../../../../local/commands/shell/meta-command";
import { namePattern } from "../../../../local/commands/shell/name-pattern";
import { promptFor } from "../../../../local/commands/shell/prompt";

describe("a line for the client", () => {
  it("begins with a backslash, and may have an argument", () => {
    assert.deepEqual(metaCommand("\\q", true), { name: "q" });
    assert.deepEqual(metaCommand("  \\d  orders ; ", true), { name: "d", argument: "orders" });
    assert.deepEqual(metaCommand("\\?", false), { name: "?" });
    assert.equal(metaCommand("SELECT '\\q';", true), undefined);
  });

  it("may be a bare word where no statement has begun", () => {
    assert.deepEqual(metaCommand("help", true), { name: "?" });
    assert.deepEqual(metaCommand("QUIT;", true), { name: "q" });
    assert.equal(metaCommand("exit", false), undefined);
  });

  it("that is not known is answered with one line that names the help", () => {
    const command = metaCommand("\\copy a from b", true);
    assert.ok(command !== undefined && !isKnown(command));
    assert.equal(unknownMeta(command), "\\copy is not known here; \\? lists what is");
  });

  it("is listed in the help if it is known", () => {
    for (const name of ["\\q", "\\?", "\\d ", "\\dt", "\\l", "\\du", "\\conninfo", "\\timing"])
      assert.ok(metaHelp().includes(`\n  ${name}`), name);
  });

  it("takes names as psql does: lower case, wildcards, a schema, and quotes that keep all", () => {
    assert.deepEqual(namePattern("Orders"), { name: "^(orders)$" });
    assert.deepEqual(namePattern("or*_?"), { name: "^(or.*_.)$" });
    assert.deepEqual(namePattern('app."My.Table*"'), { schema: "^(app)$", name: "^(My\\.Table\\*)$" });
    assert.deepEqual(namePattern('"a""b"'), { name: '^(a"b)$' });
    assert.deepEqual(namePattern("a.b(c"), { schema: "^(a)$", name: "^(b\\(c)$" });
  });
});

describe("the prompt", () => {
  it("shows what is open and how the transaction stands, as psql's does", () => {
    assert.equal(promptFor("orders", "=", "I"), "orders=> ");
    assert.equal(promptFor("orders", "-", "I"), "orders-> ");
    assert.equal(promptFor("orders", "=", "T"), "orders=*> ");
    assert.equal(promptFor("orders", "'", "E"), "orders'!> ");
    assert.equal(promptFor("orders", "=", null), "orders (not connected)=> ");
  });
});
