import { dirname } from "node:path";
import { PolicyPack } from "@pulumi/policy";
import { watchConfiguration } from "./framework/configuration";
import { policiesFor } from "./framework/pack";
import { Run } from "./framework/run";
import { allRules } from "./rules/all";

// The SDK reads the pack's version from ./package.json, but the engine starts packs in the program's folder. (This runs
// from dist/.)
process.chdir(dirname(__dirname));

const run = new Run();
watchConfiguration((configuration) => {
  run.configure(configuration);
});
new PolicyPack("lattice-db", { policies: policiesFor(allRules, { run }) });
