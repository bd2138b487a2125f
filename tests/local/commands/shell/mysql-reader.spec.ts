import assert from "node:assert/strict";
import { MysqlReader } from "../../../../local/commands/shell/mysql-reader";

/** The statements that lines end, and what the last one leaves open. */
function read(...lines: string[]): { readonly ended: readonly string[]; readonly open: string } {
  const reader = new MysqlReader();
  const ended = lines
    .flatMap((line) => reader.take(line))
    .map(({ text, isVertical }) => text + (isVertical ? "\\G" : ""));
  return { ended, open: reader.open };
}

describe("lines that are typed to MySQL", () => {
  it("end statements at semicolons, \\g and \\G, several in one line, one over several", () => {
    assert.deepEqual(read("SELECT 1; SELECT 2\\G SELECT 3\\g"), {
      ended: ["SELECT 1", "SELECT 2\\G", "SELECT 3"],
      open: "",
    });
    assert.deepEqual(read("SELECT", "  1", ";"), { ended: ["SELECT\n  1"], open: "" });
    assert.deepEqual(read("SELECT 1"), { ended: [], open: "-" });
    assert.deepEqual(read(";", "  ; "), { ended: [], open: "" });
  });

  it("end none within quotes, which may hold escapes and doubled quotes, or within comments", () => {
    assert.deepEqual(read("SELECT 'a;''b\\';', \"c;\", `d;`;").ended, ["SELECT 'a;''b\\';', \"c;\", `d;`"]);
    for (const [line, open] of Object.entries({
      "SELECT 'a;": "'",
      'SELECT "a;': '"',
      "SELECT `a;": "`",
      "SELECT /* a;": "/*",
    }))
      assert.deepEqual(read(line), { ended: [], open });
    assert.deepEqual(read("SELECT /* ; */ 1;").ended, ["SELECT /* ; */ 1"]);
    assert.deepEqual(read("SELECT `\\`;").ended, ["SELECT `\\`"]);
  });

  it("have comments to their end, -- only before a space", () => {
    assert.deepEqual(read("SELECT 1 -- ; no", "; # ;").ended, ["SELECT 1"]);
    assert.deepEqual(read("SELECT 2--1;").ended, ["SELECT 2--1"]);
    assert.deepEqual(read("# nothing").open, "");
  });

  it("have another delimiter for procedures", () => {
    const reader = new MysqlReader();
    reader.delimiter = "//";
    assert.deepEqual(reader.take("CREATE PROCEDURE p() BEGIN SELECT 1; END//"), [
      { text: "CREATE PROCEDURE p() BEGIN SELECT 1; END", isVertical: false },
    ]);
  });
});
