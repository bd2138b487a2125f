import { AwsError } from "../../ground/aws-error";
import { authorities } from "./certificate-authorities";
import {
  checkDatabaseName,
  checkIdentifier,
  checkInsights,
  checkLogExports,
  checkMasterUsername,
  checkPort,
  invalidCombination,
  invalidValue,
} from "./database-checks";
import { compareVersions, type Engine } from "./engines";
import type { DbInstance } from "./entities";
import { checkInstanceClass, hasPerformanceInsights } from "./instance-classes";
import { checkStorage } from "./storage";
import { checkWindows } from "./windows";

const monitoringIntervals = [0, 1, 5, 10, 15, 30, 60];

/** The rules that look at the instance alone. */
export function checkInstance(engine: Engine, instance: DbInstance): void {
  checkIdentifier("DBInstanceIdentifier", instance.dbInstanceIdentifier);
  checkMasterUsername(engine, instance.masterUsername);
  checkDatabaseName(engine, "DBName", instance.dbName);
  checkInstanceClass(engine, instance.engineVersion, instance.dbInstanceClass);
  checkStorage(engine, instance);
  checkWindows(instance);
  checkNumbers(instance);
  checkFeatures(engine, instance);
}

function checkNumbers(instance: DbInstance): void {
  checkPort(instance.endpoint.port);
  if (instance.backupRetentionPeriod < 0 || instance.backupRetentionPeriod > 35) {
    throw invalidValue(
      `Invalid backup retention period: ${instance.backupRetentionPeriod}. Retention period must be between 0 and 35.`,
    );
  }
  if (!monitoringIntervals.includes(instance.monitoringInterval)) {
    throw invalidValue(`Invalid value for MonitoringInterval: must be one of ${monitoringIntervals.join(", ")}`);
  }
  if (!authorities.includes(instance.caCertificateIdentifier)) {
    throw new AwsError("CertificateNotFound", `Certificate not found: ${instance.caCertificateIdentifier}`);
  }
}

function checkFeatures(engine: Engine, instance: DbInstance): void {
  checkLogExports(engine, instance.engineVersion, instance.enabledCloudwatchLogsExports);
  const isOldMariaDb = engine.name === "mariadb" && compareVersions(instance.engineVersion, "10.6.0") < 0;
  if (instance.iamDatabaseAuthenticationEnabled && isOldMariaDb) {
    throw invalidCombination("IAM Database Authentication is not supported for this configuration.");
  }
  if (instance.performanceInsightsEnabled && !hasPerformanceInsights(engine, instance.dbInstanceClass)) {
    throw invalidCombination("Performance Insights not supported for this configuration.");
  }
  checkInsights(instance);
}
