import type { Rule } from "../../framework/rule";
import { lambdaBaseline } from "./lambda-baseline";
import { lambdaNoPublicInvoke } from "./lambda-no-public-invoke";

export const lambdaRules: readonly Rule[] = [lambdaNoPublicInvoke, lambdaBaseline];
