import assert from "node:assert/strict";
import { nearestWord } from "../../../policy/framework/nearest-word";

describe("the nearest word", () => {
  it("is the one with the fewest changes, without regard to case", () => {
    assert.equal(nearestWord("MinDay", ["maxDays", "minDays"]), "minDays");
    assert.equal(nearestWord("rds-multi-az", ["rds-multi-az", "rds-monitoring"]), "rds-multi-az");
  });

  it("is none where more than half would have to change, or where there are no words", () => {
    assert.equal(nearestWord("abcdef", ["uvwxyz"]), undefined);
    assert.equal(nearestWord("abcdef", ["abcxyz"]), "abcxyz");
    assert.equal(nearestWord("a", []), undefined);
  });
});
