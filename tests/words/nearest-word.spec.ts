import assert from "node:assert/strict";
import { nearestWord, remembered, typed } from "../../words/nearest-word";

describe("the nearest word", () => {
  it("is the one with the fewest changes, without regard to case", () => {
    assert.equal(nearestWord("MinDay", ["maxDays", "minDays"], remembered), "minDays");
    assert.equal(nearestWord("rds-multi-az", ["rds-multi-az", "rds-monitoring"], remembered), "rds-multi-az");
  });

  it("of what is half remembered is none where more than half would have to change, or where there are no words", () => {
    assert.equal(nearestWord("abcdef", ["uvwxyz"], remembered), undefined);
    assert.equal(nearestWord("abcdef", ["abcxyz"], remembered), "abcxyz");
    assert.equal(nearestWord("a", [], remembered), undefined);
  });

  it("of what is typed is one with a change, or with a third of it changed", () => {
    assert.equal(nearestWord("rloe", ["role"], typed), undefined);
    assert.equal(nearestWord("rol", ["role"], typed), "role");
    assert.equal(nearestWord("databaseName", ["databaseNames", "databases"], typed), "databaseNames");
    assert.equal(nearestWord("abcdef", ["abcxyz"], typed), undefined);
  });

  it("is none for what is longer than any word", () => {
    assert.equal(nearestWord("a".repeat(101), ["a".repeat(90)], remembered), undefined);
  });
});
