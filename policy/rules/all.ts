import type { Rule } from "../framework/rule";
import { backupRules } from "./backup";
import { cloudtrailRules } from "./cloudtrail";
import { credentialRules } from "./credentials";
import { iamRules } from "./iam";
import { lambdaRules } from "./lambda";
import { kmsRules } from "./kms";
import { latticeRules } from "./lattice";
import { logRules } from "./logs";
import { networkRules } from "./network";
import { pulumiRules } from "./pulumi";
import { ramRules } from "./ram";
import { rdsRules } from "./rds";
import { secretRules } from "./secrets";
import { s3Rules } from "./s3";

/** Every rule of the pack, by area. */
export const allRules: readonly Rule[] = [
  latticeRules,
  ramRules,
  networkRules,
  pulumiRules,
  // One line for each area.
  rdsRules,
  kmsRules,
  secretRules,
  backupRules,
  iamRules,
  s3Rules,
  logRules,
  lambdaRules,
  credentialRules,
  cloudtrailRules,
].flat();
