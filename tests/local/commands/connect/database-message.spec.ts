import assert from "node:assert/strict";
import { databaseMessage } from "../../../../local/commands/connect/database-message";

const error = { severity: "ERROR", message: "syntax error", code: "42601", detail: undefined, hint: undefined };

describe("an error of PostgreSQL's", () => {
  it("is shown with SQLSTATE, its place, detail and hint", () => {
    assert.equal(
      databaseMessage({ ...error, position: "8", detail: "a detail", hint: "a hint" }, "SELECT x"),
      "ERROR: syntax error (SQLSTATE 42601)\nLINE 1: SELECT x\n               ^\nDETAIL: a detail\nHINT: a hint",
    );
  });

  it("is marked in its own line, in characters and not in bytes", () => {
    const said = databaseMessage({ ...error, position: "13" }, "SELECT '😀',\n\tx y");
    assert.deepEqual(said.split("\n").slice(1), ["LINE 2: \tx y", "        ^"]);
    const after = databaseMessage({ ...error, position: "12" }, "SELECT '😀' y");
    assert.deepEqual(after.split("\n").slice(1), ["LINE 1: SELECT '😀' y", "                   ^"]);
  });

  it("is shown without a place where there is none in what was typed", () => {
    assert.equal(
      databaseMessage({ ...error, position: undefined }, "SELECT x"),
      "ERROR: syntax error (SQLSTATE 42601)",
    );
    assert.equal(databaseMessage({ ...error, position: "99" }, "SELECT x"), "ERROR: syntax error (SQLSTATE 42601)");
  });
});
