import { AwsError } from "../../ground/aws-error";
import type { Engine } from "./engines";

const small = ["micro", "small", "medium", "large", "xlarge", "2xlarge"];
const upTo16 = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"];
const upTo24 = [...upTo16, "24xlarge"];
const upTo32 = [...upTo24, "32xlarge"];
const upTo48 = [...upTo24, "48xlarge"];

/**
 * Sizes by family, for all versions the local cloud takes: CloudFormation's own data of October 2026 (cfn-lint 1.58).
 */
const families: Readonly<Record<string, readonly string[]>> = {
  ...all(["t3", "t4g"], small),
  ...all(["m5", "m5d", "r5", "r5b", "r5d"], upTo24),
  ...all(["m6g", "m6gd", "m7g", "r6g", "r6gd", "r7g", "x2g"], upTo16),
  ...all(["m6i", "m6id", "m6idn", "m6in", "r6i", "r6id", "r6idn", "r6in"], upTo32),
  ...all(["m7i", "r7i", "m8a", "m8g", "m8gd", "m9g", "r8a", "r8g", "r8gd"], upTo48),
  x2iedn: ["xlarge", "2xlarge", "4xlarge", "8xlarge", "16xlarge", "24xlarge", "32xlarge"],
};

/** Throws RDS's refusal of a class it does not offer for the engine's version. */
export function checkInstanceClass(engine: Engine, version: string, instanceClass: string): void {
  const [prefix, family = "", size = "", ...rest] = instanceClass.split(".");
  if (prefix !== "db" || rest.length > 0 || !/^[a-z0-9]+$/.test(family) || !/^[a-z0-9]+$/.test(size)) {
    throw new AwsError("InvalidParameterValue", `Invalid DB Instance class: ${instanceClass}`);
  }
  if (Object.hasOwn(families, family) && families[family]?.includes(size) === true) return;
  const { name, licenseModel } = engine;
  throw new AwsError(
    "InvalidParameterCombination",
    `RDS does not support creating a DB instance with the following combination: DBInstanceClass=${instanceClass}, ` +
      `Engine=${name}, EngineVersion=${version}, LicenseModel=${licenseModel}. For supported combinations of instance ` +
      "class and database engine version, see the documentation.",
  );
}

/** Performance Insights: all classes with PostgreSQL, from `medium` on with the others. */
export function hasPerformanceInsights(engine: Engine, instanceClass: string): boolean {
  return engine.name === "postgres" || !/^db\.t\w+\.(micro|small)$/.test(instanceClass);
}

function all(names: readonly string[], sizes: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(names.map((name) => [name, sizes]));
}
