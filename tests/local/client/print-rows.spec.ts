import assert from "node:assert/strict";
import { asJson, asTable } from "../../../local/client/print-rows";

const result = {
  command: "SELECT",
  rowCount: 2,
  columns: ["id", "name", "name"],
  rows: [
    ["1", "a", "b"],
    ["10", null, "two\nlines"],
  ],
};

describe("rows", () => {
  it("are printed aligned under their names, NULL as nothing, each on one line", () => {
    assert.equal(
      asTable(result),
      [" id | name | name", "----+------+------------", " 1  | a    | b", " 10 |      | two\\nlines", "(2 rows)"].join(
        "\n",
      ),
    );
  });

  it("are counted in words that fit", () => {
    assert.match(asTable({ ...result, rows: [["1", "a", "b"]] }), /\(1 row\)$/);
    assert.match(asTable({ ...result, rows: [] }), /\n\(0 rows\)$/);
  });

  it("that are none are told by what was done", () => {
    assert.equal(asTable({ command: "INSERT", rowCount: 3, columns: [], rows: [] }), "INSERT 3");
    assert.equal(asTable({ command: "CREATE", rowCount: null, columns: [], rows: [] }), "CREATE");
  });

  it("are one line as JSON", () => {
    assert.equal(
      asJson({ ...result, columns: ["id", "name", "other"] }),
      '[{"id":"1","name":"a","other":"b"},{"id":"10","name":null,"other":"two\\nlines"}]',
    );
  });
});
