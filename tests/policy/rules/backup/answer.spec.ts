import assert from "node:assert/strict";
import { type Answer, answer, every, not, some } from "../../../../policy/rules/backup/answer";

describe("answers that may have to wait", () => {
  it("hold for some as soon as one does", () => {
    const rows: readonly (readonly [Answer[], Answer])[] = [
      [[], "no"],
      [["no", "no"], "no"],
      [["no", "maybe"], "maybe"],
      [["maybe", "no", "yes"], "yes"],
    ];
    for (const [answers, expected] of rows) assert.equal(some(answers), expected, answers.join());
  });

  it("hold for all unless one does not", () => {
    const rows: readonly (readonly [Answer[], Answer])[] = [
      [[], "yes"],
      [["yes", "yes"], "yes"],
      [["yes", "maybe"], "maybe"],
      [["maybe", "yes", "no"], "no"],
    ];
    for (const [answers, expected] of rows) assert.equal(every(answers), expected, answers.join());
  });

  it("turn round, unless they have to wait", () => {
    assert.deepEqual([answer(true), answer(false)].map(not), ["no", "yes"]);
    assert.equal(not("maybe"), "maybe");
  });
});
