import type { Rule } from "../framework/rule";
import { iamRules } from "./iam";
import { latticeRules } from "./lattice";

/** Every rule of the pack, by area. */
export const allRules: readonly Rule[] = [...latticeRules, ...iamRules];
