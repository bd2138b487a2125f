import { readFileSync } from "node:fs";
import { policiesFor } from "../../policy/framework/pack";
import { allRules } from "../../policy/rules/all";
import { judged } from "./pack-run";
import type { Program } from "./ours";

const programs = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as readonly Program[];
const policies = policiesFor(allRules);
console.log(JSON.stringify(programs.flatMap((program) => judged(policies, program))));
