import assert from "node:assert/strict";
import { answers, bothRight } from "../../../measure/compare/answers";
import { cases } from "../../../measure/compare/cases";
import { programs, shown } from "../../../measure/compare/programs";
import { pulumiAws } from "../../../measure/compare/render/pulumi-aws";
import { pulumiNative } from "../../../measure/compare/render/pulumi-native";
import type { Answers } from "../../../measure/compare/score";
import { comparedSettings, judged } from "../../../measure/compare/tools/pack-run";
import { policiesFor } from "../../../policy/framework/pack";
import { allRules } from "../../../policy/rules/all";

/** Good configurations the pack takes for bad; each has a setting that allows it. */
const falseAlarms = ["ram-types: a prefix list for the organisation's routes"];

describe("the pack, on every configuration of the comparison, in both SDKs' forms,", () => {
  let given: Answers = [];
  before(async () => {
    const policies = policiesFor(allRules, { defaults: comparedSettings });
    const [native, aws] = [programs(pulumiNative), programs(pulumiAws)];
    const inNative = answers("ours", { findings: await judged(policies, native) }, shown(native));
    given = bothRight(inNative, answers("ours", { findings: await judged(policies, aws) }, shown(aws)));
  });
  const named = (bad: boolean, answer: boolean): readonly string[] =>
    cases.flatMap((each, index) =>
      each.bad === bad && given[index] === answer ? [`${each.concern}: ${each.what}`] : [],
    );

  it("finds every mistake", () => {
    assert.equal(given.length, cases.length);
    assert.deepEqual(named(true, false), []);
  });

  it("raises no false alarm but those known", () => {
    assert.deepEqual(named(false, true), falseAlarms);
  });
});
