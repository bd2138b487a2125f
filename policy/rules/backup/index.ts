import type { Rule } from "../../framework/rule";
import { backupCovered } from "./backup-covered";

export const backupRules: readonly Rule[] = [backupCovered];
