import { instanceClassSizes } from "../../../aws/instance-classes";
import { AwsError } from "../../ground/aws-error";
import type { Engine } from "./engines";

/** Throws RDS's refusal of a class it does not offer for the engine's version. */
export function checkInstanceClass(engine: Engine, version: string, instanceClass: string): void {
  const [prefix, family = "", size = "", ...rest] = instanceClass.split(".");
  if (prefix !== "db" || rest.length > 0 || !/^[a-z0-9]+$/.test(family) || !/^[a-z0-9]+$/.test(size)) {
    throw new AwsError("InvalidParameterValue", `Invalid DB Instance class: ${instanceClass}`);
  }
  if (Object.hasOwn(instanceClassSizes, family) && instanceClassSizes[family]?.includes(size) === true) return;
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
