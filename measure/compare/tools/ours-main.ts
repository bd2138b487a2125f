import { readFileSync } from "node:fs";
import { policiesFor } from "../../../policy/framework/pack";
import { allRules } from "../../../policy/rules/all";
import type { Program } from "./ours";
import { comparedSettings, judged } from "./pack-run";

const programs = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as readonly Program[];
void judged(policiesFor(allRules, { defaults: comparedSettings }), programs).then((findings) => {
  console.log(JSON.stringify(findings));
});
