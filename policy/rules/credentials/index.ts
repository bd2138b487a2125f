import type { Rule } from "../../framework/rule";
import { noHardcodedCredentials } from "./no-hardcoded-credentials";

export const credentialRules: readonly Rule[] = [noHardcodedCredentials];
