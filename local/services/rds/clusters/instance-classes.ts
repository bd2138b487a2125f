import { AwsError } from "../../../ground/aws-error";
import type { ClusterEngine } from "./engines";

const upTo16 = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"];
const upTo24 = [...upTo16, "24xlarge"];
const upTo48 = [...upTo24, "48xlarge"];

/** Sizes by family that both engines run on: CloudFormation's own data of October 2026 (cfn-lint 1.58). */
const both: Readonly<Record<string, readonly string[]>> = {
  t3: ["medium", "large"],
  t4g: ["medium", "large"],
  r5: upTo24,
  r6g: upTo16,
  r6i: [...upTo24, "32xlarge"],
  r7g: upTo16,
  r7i: upTo48,
  r8a: upTo48,
  r8g: upTo48,
  x2g: upTo16,
};

/** Those of Aurora PostgreSQL alone, with Optimized Reads. */
const postgres: Readonly<Record<string, readonly string[]>> = {
  r6gd: upTo16.slice(1),
  r6id: ["24xlarge", "32xlarge"],
  r8gd: upTo48.slice(1),
};

/** Throws Aurora's refusal of a class it does not offer. */
export function checkClusterInstanceClass(engine: ClusterEngine, version: string, instanceClass: string): void {
  if (instanceClass === "db.serverless") return;
  const [prefix, family = "", size = "", ...rest] = instanceClass.split(".");
  if (prefix !== "db" || rest.length > 0 || !/^[a-z0-9]+$/.test(family) || !/^[a-z0-9]+$/.test(size)) {
    throw new AwsError("InvalidParameterValue", `Invalid DB Instance class: ${instanceClass}`);
  }
  const sizes = engine.name === "aurora-postgresql" ? { ...both, ...postgres } : both;
  if (Object.hasOwn(sizes, family) && sizes[family]?.includes(size) === true) return;
  throw new AwsError(
    "InvalidParameterCombination",
    `RDS does not support creating a DB instance with the following combination: DBInstanceClass=${instanceClass}, ` +
      `Engine=${engine.name}, EngineVersion=${version}. For supported combinations of instance class and database ` +
      "engine version, see the documentation.",
  );
}
