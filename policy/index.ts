import { PolicyPack } from "@pulumi/policy";
import { policiesFor } from "./framework/pack";
import { allRules } from "./rules/all";

new PolicyPack("lattice-db", { policies: policiesFor(allRules) });
