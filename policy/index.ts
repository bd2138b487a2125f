import { dirname } from "node:path";
import { PolicyPack } from "@pulumi/policy";
import { policiesFor } from "./framework/pack";
import { allRules } from "./rules/all";

// The SDK reads the pack's version from ./package.json, but the engine starts packs in the program's folder. (This runs
// from dist/.)
process.chdir(dirname(__dirname));

new PolicyPack("lattice-db", { policies: policiesFor(allRules) });
