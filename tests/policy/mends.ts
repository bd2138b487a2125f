import assert from "node:assert/strict";
import { knobValues } from "../../policy/framework/knobs";
import { packOf } from "../../policy/framework/pack";
import { Resource } from "../../policy/framework/resource";
import type { Rule } from "../../policy/framework/rule";
import { settingsFrom } from "../../policy/framework/settings";
import { type Props, judge, wrapped } from "./judge";
import type { Token } from "../../policy/framework/tokens";

/** One test: what the rule sets on bad properties, and that it finds nothing afterwards. */
export function mends(rule: Rule, type: Token, bad: Props, expected: Props): void {
  it(`${rule.id} mends ${type}`, () => {
    const urn = `urn:pulumi:dev::shop::${type}::it`;
    const resource = new Resource({
      type,
      urn,
      name: "it",
      props: wrapped(bad),
      opts: { protect: false, ignoreChanges: [] },
    });
    const context = {
      knobs: knobValues(rule.knobs ?? {}, {}),
      settings: settingsFrom({}, "2026-11-21"),
      pack: packOf([rule]),
    };
    assert.deepEqual(rule.mend?.(resource, context), expected);
    assert.notDeepEqual(judge(rule, type, bad).findings, []);
    assert.deepEqual(judge(rule, type, { ...bad, ...expected }).findings, []);
  });
}
