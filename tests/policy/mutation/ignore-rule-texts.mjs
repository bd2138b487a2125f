import { PluginKind, declareValuePlugin } from "@stryker-mutator/api/plugin";

/** What a rule says of itself. */
const said = ["id", "sentence", "why", "fix", "severity", "level", "relaxable", "controls", "url", "knobs", "reads"];

/**
 * Leaves alone what a rule says rather than does: its texts, and the table of what it reads, which the compiler and the
 * tests' harness hold to the code.
 */
export const ignoreRuleTexts = declareValuePlugin(PluginKind.Ignore, "rule-texts", {
  shouldIgnore(path) {
    if (!path.isObjectProperty() || !said.includes(path.node.key.name)) return undefined;
    const call = path.parentPath.parentPath;
    return call?.isCallExpression() && call.node.callee.name === "rule" ? "said, not done" : undefined;
  },
});
