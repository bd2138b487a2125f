import assert from "node:assert/strict";
import type { Rule } from "../../policy/framework/rule";
import type { Token } from "../../resources/tokens";
import { type Props, judge, mended } from "./judge";

/** One test: what the rule sets on bad properties, and that it finds nothing afterwards. */
export function mends(rule: Rule, type: Token, bad: Props, expected: Props): void {
  it(`${rule.id} mends ${type} with ${JSON.stringify(bad)}`, () => {
    assert.notDeepEqual(judge(rule, type, bad).findings, []);
    assert.deepEqual(mended(rule, type, bad), expected);
    assert.deepEqual(judge(rule, type, { ...bad, ...expected }).findings, []);
  });
}
