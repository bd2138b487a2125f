// Reads every template of a folder into CDK's own constructs and runs all of cdk-nag's rules over them: those of its
// packs and those in none. `node cdk-nag-app.mjs TOOLS FOLDER` prints the findings as JSON; without FOLDER, the rules' names.
// Plain JavaScript, because it runs on the libraries in TOOLS and not on the project's.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, parse } from "node:path";

const [tools, folder] = process.argv.slice(2);
const require = createRequire(join(tools, "package.json"));
const { rules, NagPack, NagMessageLevel } = require("cdk-nag");
const all = Object.values(rules).flatMap((area) => Object.entries(area));

class EveryRule extends NagPack {
  name = "EveryRule";
  packName = "EveryRule";
  checkResource(node) {
    for (const [ruleSuffixOverride, rule] of all) {
      const text = ruleSuffixOverride;
      this.applyRule({ ruleSuffixOverride, info: text, explanation: text, level: NagMessageLevel.ERROR, node, rule });
    }
  }
}

function findings() {
  const { App, Stack } = require("aws-cdk-lib");
  const { CfnInclude } = require("aws-cdk-lib/cloudformation-include");
  const outdir = mkdtempSync(join(tmpdir(), "cdk-nag-"));
  const app = new App({ outdir, analyticsReporting: false });
  for (const file of readdirSync(folder)) {
    const stack = new Stack(app, `case-${parse(file).name}`);
    new CfnInclude(stack, "template", { templateFile: join(folder, file) });
  }
  app.synth();
  rmSync(outdir, { recursive: true });
  const report = new EveryRule(app).validateScope(app);
  return report.violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath }) => {
      const [stack, , resource] = constructPath.split("/");
      // `EveryRule-IAMNoWildcardPermissions[Action::*]`
      const check = ruleName.replace(/^EveryRule-/, "").replace(/\[.*$/s, "");
      return { case: Number(stack.slice("case-".length)), resource, check };
    }),
  );
}

console.log(JSON.stringify(folder === undefined ? all.map(([name]) => name) : findings()));
