import type { Rule } from "../../framework/rule";
import { cloudtrailSecure } from "./cloudtrail-secure";

export const cloudtrailRules: readonly Rule[] = [cloudtrailSecure];
