import { AwsError } from "../../../ground/aws-error";
import { checkWindows } from "../windows";
import type { ClusterEngine } from "./engines";
import type { DbCluster, ServerlessV2Scaling } from "./entities";

const MOST_BACKTRACK_SECONDS = 259_200;

/** The rules that look at the cluster alone (CreateDBCluster and ModifyDBCluster, API reference). */
export function checkCluster(engine: ClusterEngine, cluster: DbCluster): void {
  checkClusterIdentifier("DBClusterIdentifier", cluster.dbClusterIdentifier);
  checkNames(engine, cluster);
  checkWindows(cluster);
  checkNumbers(cluster);
  checkFeatures(engine, cluster);
  if (cluster.serverlessV2ScalingConfiguration !== undefined) {
    checkScaling(cluster.serverlessV2ScalingConfiguration);
  }
}

export function checkClusterIdentifier(parameter: string, identifier: string): void {
  if (/^[a-z](-?[a-z0-9])*$/.test(identifier) && identifier.length <= 63) return;
  throw value(
    `The parameter ${parameter} is not a valid identifier. Identifiers must begin with a letter; must contain only ` +
      "ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.",
  );
}

function checkNames(engine: ClusterEngine, { masterUsername, databaseName }: DbCluster): void {
  if (engine.reservedUsernames.includes(masterUsername.toLowerCase())) {
    throw value(`MasterUsername ${masterUsername} cannot be used as it is a reserved word used by the engine`);
  }
  if (!/^[a-zA-Z]\w*$/.test(masterUsername) || masterUsername.length > engine.longestUsername) {
    throw value(
      `The parameter MasterUsername is not valid: it must begin with a letter and have 1 to ${engine.longestUsername} letters, digits and underscores, got ${masterUsername}`,
    );
  }
  if (databaseName === undefined) return;
  if (!/^[a-zA-Z]\w*$/.test(databaseName) || databaseName.length > engine.longestDbName) {
    throw value("DatabaseName must begin with a letter and contain only alphanumeric characters.");
  }
}

function checkNumbers({ port, backupRetentionPeriod: days }: DbCluster): void {
  if (port < 1150 || port > 65535) {
    throw value(`Invalid database port: ${port}. The port must be between 1150 and 65535.`);
  }
  // Unlike an instance's, a cluster's backups cannot be turned off.
  if (days < 1 || days > 35) {
    throw value(`Invalid backup retention period: ${days}. Retention period must be between 1 and 35.`);
  }
}

function checkFeatures(engine: ClusterEngine, cluster: DbCluster): void {
  const { enabledCloudwatchLogsExports, backtrackWindow, engineVersion } = cluster;
  const unknown = enabledCloudwatchLogsExports.filter((it) => !engine.logExports.includes(it));
  if (unknown.length > 0) {
    throw combination(
      `You cannot use the log types '${unknown.join(", ")}' with engine version ${engine.name} ${engineVersion}. For supported log types, see the documentation.`,
    );
  }
  if (backtrackWindow < 0 || backtrackWindow > MOST_BACKTRACK_SECONDS) {
    throw value(
      `Invalid backtrack window: ${backtrackWindow}. It must be between 0 and ${MOST_BACKTRACK_SECONDS} seconds.`,
    );
  }
  if (backtrackWindow > 0 && !engine.hasBacktrack) {
    throw combination(`Backtrack is not supported for the ${engine.name} engine.`);
  }
  const days = cluster.performanceInsightsRetentionPeriod;
  const isStep = days === 7 || days === 731 || (days !== undefined && days % 31 === 0 && days > 0 && days <= 713);
  if (days !== undefined && !isStep) {
    throw value(
      `Invalid Performance Insights retention period: ${days}. Valid values are 7, 731, and 31 to 713 by 31.`,
    );
  }
  if (cluster.databaseInsightsMode === "advanced" && (days ?? 0) < 465) {
    throw combination(
      "To enable the Advanced mode of Database Insights, enable Performance Insights and set its retention to at least 465 days.",
    );
  }
}

/** Aurora user guide, "Serverless v2 capacity": 0 to 256 units by halves, the maximum at least 1. */
function checkScaling({ minCapacity, maxCapacity, secondsUntilAutoPause: seconds }: ServerlessV2Scaling): void {
  const isCapacity = (units: number): boolean => units >= 0 && units <= 256 && Number.isInteger(units * 2);
  if (!isCapacity(minCapacity) || !isCapacity(maxCapacity) || maxCapacity < 1 || minCapacity > maxCapacity) {
    throw value(
      `Serverless v2 capacity ${minCapacity} to ${maxCapacity} isn't valid: both are 0 to 256 by 0.5, the maximum is at least 1 and not below the minimum.`,
    );
  }
  if (seconds === undefined) return;
  if (minCapacity !== 0) throw combination("You can set SecondsUntilAutoPause only when the minimum capacity is 0.");
  if (seconds < 300 || seconds > 86_400) {
    throw value(`Invalid SecondsUntilAutoPause: ${seconds}. It must be between 300 and 86400.`);
  }
}

function value(message: string): AwsError {
  return new AwsError("InvalidParameterValue", message);
}

function combination(message: string): AwsError {
  return new AwsError("InvalidParameterCombination", message);
}
