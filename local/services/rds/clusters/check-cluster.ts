import {
  checkDatabaseName,
  checkIdentifier,
  checkInsights,
  checkLogExports,
  checkMasterUsername,
  checkPort,
  invalidCombination,
  invalidValue,
} from "../database-checks";
import { checkWindows } from "../windows";
import type { ClusterEngine } from "./engines";
import type { DbCluster, ServerlessV2Scaling } from "./entities";

const MOST_BACKTRACK_SECONDS = 259_200;

/** The rules that look at the cluster alone (CreateDBCluster and ModifyDBCluster, API reference). */
export function checkCluster(engine: ClusterEngine, cluster: DbCluster): void {
  checkIdentifier("DBClusterIdentifier", cluster.dbClusterIdentifier);
  checkMasterUsername(engine, cluster.masterUsername);
  checkDatabaseName(engine, "DatabaseName", cluster.databaseName);
  checkWindows(cluster);
  checkNumbers(cluster);
  checkFeatures(engine, cluster);
  if (cluster.serverlessV2ScalingConfiguration !== undefined) {
    checkScaling(cluster.serverlessV2ScalingConfiguration);
  }
}

function checkNumbers({ port, backupRetentionPeriod: days }: DbCluster): void {
  checkPort(port);
  // Unlike an instance's, a cluster's backups cannot be turned off.
  if (days < 1 || days > 35) {
    throw invalidValue(`Invalid backup retention period: ${days}. Retention period must be between 1 and 35.`);
  }
}

function checkFeatures(engine: ClusterEngine, cluster: DbCluster): void {
  const { backtrackWindow } = cluster;
  checkLogExports(engine, cluster.engineVersion, cluster.enabledCloudwatchLogsExports);
  if (backtrackWindow < 0 || backtrackWindow > MOST_BACKTRACK_SECONDS) {
    throw invalidValue(
      `Invalid backtrack window: ${backtrackWindow}. It must be between 0 and ${MOST_BACKTRACK_SECONDS} seconds.`,
    );
  }
  if (backtrackWindow > 0 && !engine.hasBacktrack) {
    throw invalidCombination(`Backtrack is not supported for the ${engine.name} engine.`);
  }
  checkInsights(cluster);
}

/** Aurora user guide, "Serverless v2 capacity": 0 to 256 units by halves, the maximum at least 1. */
function checkScaling({ minCapacity, maxCapacity, secondsUntilAutoPause: seconds }: ServerlessV2Scaling): void {
  const isCapacity = (units: number): boolean => units >= 0 && units <= 256 && Number.isInteger(units * 2);
  if (!isCapacity(minCapacity) || !isCapacity(maxCapacity) || maxCapacity < 1 || minCapacity > maxCapacity) {
    throw invalidValue(
      `Serverless v2 capacity ${minCapacity} to ${maxCapacity} isn't valid: both are 0 to 256 by 0.5, the maximum is at least 1 and not below the minimum.`,
    );
  }
  if (seconds === undefined) return;
  if (minCapacity !== 0)
    throw invalidCombination("You can set SecondsUntilAutoPause only when the minimum capacity is 0.");
  if (seconds < 300 || seconds > 86_400) {
    throw invalidValue(`Invalid SecondsUntilAutoPause: ${seconds}. It must be between 300 and 86400.`);
  }
}
