import type { Rule } from "../../framework/rule";
import { kmsLockoutWindow } from "./kms-lockout-window";
import { kmsNoOpenPolicy } from "./kms-no-open-policy";
import { kmsRotation } from "./kms-rotation";
import { kmsTrustedAccounts } from "./kms-trusted-accounts";

export const kmsRules: readonly Rule[] = [kmsNoOpenPolicy, kmsTrustedAccounts, kmsRotation, kmsLockoutWindow];
