import type { Rule } from "../../framework/rule";
import { logGroupKeptEncrypted } from "./log-group-kept-encrypted";

export const logRules: readonly Rule[] = [logGroupKeptEncrypted];
