import { AwsError } from "../../ground/aws-error";
import { authorities } from "./certificate-authorities";
import { compareVersions, type Engine } from "./engines";
import type { DbInstance } from "./entities";
import { checkInstanceClass, hasPerformanceInsights } from "./instance-classes";
import { checkStorage } from "./storage";
import { checkWindows } from "./windows";

const monitoringIntervals = [0, 1, 5, 10, 15, 30, 60];

/** The rules that look at the instance alone. */
export function checkInstance(engine: Engine, instance: DbInstance): void {
  checkIdentifier(instance.dbInstanceIdentifier);
  checkNames(engine, instance);
  checkInstanceClass(engine, instance.engineVersion, instance.dbInstanceClass);
  checkStorage(engine, instance);
  checkWindows(instance);
  checkNumbers(instance);
  checkFeatures(engine, instance);
}

function checkIdentifier(identifier: string): void {
  if (/^[a-z](-?[a-z0-9])*$/.test(identifier) && identifier.length <= 63) return;
  throw value(
    "The parameter DBInstanceIdentifier is not a valid identifier. Identifiers must begin with a letter; must contain " +
      "only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.",
  );
}

function checkNames(engine: Engine, { dbName, masterUsername }: DbInstance): void {
  if (engine.reservedUsernames.includes(masterUsername.toLowerCase())) {
    throw value(`MasterUsername ${masterUsername} cannot be used as it is a reserved word used by the engine`);
  }
  if (!/^[a-zA-Z]\w*$/.test(masterUsername) || masterUsername.length > engine.longestUsername) {
    throw value(
      `The parameter MasterUsername is not valid: it must begin with a letter and have 1 to ${engine.longestUsername} letters, digits and underscores, got ${masterUsername}`,
    );
  }
  if (dbName === undefined) return;
  if (!/^[a-zA-Z]\w*$/.test(dbName) || dbName.length > engine.longestDbName) {
    throw value("DBName must begin with a letter and contain only alphanumeric characters.");
  }
}

function checkNumbers(instance: DbInstance): void {
  const { port } = instance.endpoint;
  if (port < 1150 || port > 65535) {
    throw value(`Invalid database port: ${port}. The port must be between 1150 and 65535.`);
  }
  if (instance.backupRetentionPeriod < 0 || instance.backupRetentionPeriod > 35) {
    throw value(
      `Invalid backup retention period: ${instance.backupRetentionPeriod}. Retention period must be between 0 and 35.`,
    );
  }
  if (!monitoringIntervals.includes(instance.monitoringInterval)) {
    throw value(`Invalid value for MonitoringInterval: must be one of ${monitoringIntervals.join(", ")}`);
  }
  if (!authorities.includes(instance.caCertificateIdentifier)) {
    throw new AwsError("CertificateNotFound", `Certificate not found: ${instance.caCertificateIdentifier}`);
  }
}

function checkFeatures(engine: Engine, instance: DbInstance): void {
  const unknown = instance.enabledCloudwatchLogsExports.filter((it) => !engine.logExports.includes(it));
  if (unknown.length > 0) {
    throw combination(
      `You cannot use the log types '${unknown.join(", ")}' with engine version ${engine.name} ${instance.engineVersion}. For supported log types, see the documentation.`,
    );
  }
  const isOldMariaDb = engine.name === "mariadb" && compareVersions(instance.engineVersion, "10.6.0") < 0;
  if (instance.iamDatabaseAuthenticationEnabled && isOldMariaDb) {
    throw combination("IAM Database Authentication is not supported for this configuration.");
  }
  if (instance.performanceInsightsEnabled && !hasPerformanceInsights(engine, instance.dbInstanceClass)) {
    throw combination("Performance Insights not supported for this configuration.");
  }
  const days = instance.performanceInsightsRetentionPeriod;
  const isStep = days === 7 || days === 731 || (days !== undefined && days % 31 === 0 && days > 0 && days <= 713);
  if (days !== undefined && !isStep) {
    throw value(
      `Invalid Performance Insights retention period: ${days}. Valid values are 7, 731, and 31 to 713 by 31.`,
    );
  }
  if (instance.databaseInsightsMode === "advanced" && (days ?? 0) < 465) {
    throw combination(
      "To enable the Advanced mode of Database Insights, enable Performance Insights and set its retention to at least 465 days.",
    );
  }
}

function value(message: string): AwsError {
  return new AwsError("InvalidParameterValue", message);
}

function combination(message: string): AwsError {
  return new AwsError("InvalidParameterCombination", message);
}
