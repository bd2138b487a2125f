import type { Rule } from "../framework/rule";
import { iamRules } from "./iam";
import { latticeRules } from "./lattice";
import { networkRules } from "./network";
import { pulumiRules } from "./pulumi";
import { ramRules } from "./ram";
import { rdsRules } from "./rds";

/** Every rule of the pack, by area. */
export const allRules: readonly Rule[] = [
  latticeRules,
  ramRules,
  networkRules,
  pulumiRules,
  // One line for each area.
  rdsRules,
  iamRules,
].flat();
