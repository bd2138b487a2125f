import { PluginKind, declareClassPlugin } from "@stryker-mutator/api/plugin";
import { ignoreRuleTexts } from "./ignore-rule-texts.mjs";
import { RuleTestRunner } from "./rule-test-runner.mjs";

export const strykerPlugins = [
  ignoreRuleTexts,
  declareClassPlugin(PluginKind.TestRunner, "rule-tests", RuleTestRunner),
];
