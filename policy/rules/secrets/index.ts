import type { Rule } from "../../framework/rule";
import { secretCustomerKey } from "./secret-customer-key";
import { secretNoOpenPolicy } from "./secret-no-open-policy";
import { secretRotation } from "./secret-rotation";

export const secretRules: readonly Rule[] = [secretNoOpenPolicy, secretCustomerKey, secretRotation];
