import { AwsError } from "../../../ground/aws-error";
import type { Reads } from "../../../state/store";
import type { Caller, Services } from "../../services";
import { checkNetworkType } from "../check-network-type";
import { checkMonitoring, checkSecurityGroups, findUsableKey } from "../check-surroundings";
import { clusterFamilyOf, engineOfClusterFamily, type ClusterEngine } from "./engines";
import type { DbCluster } from "./entities";
import { findClusterParameterGroup } from "./find";

/** The rules about what the cluster refers to: groups, keys and roles. */
export function checkClusterSurroundings(
  services: Pick<Services, "store" | "clock" | "settings">,
  caller: Caller,
  engine: ClusterEngine,
  cluster: DbCluster,
): void {
  checkSecurityGroups(services.store, caller, cluster);
  checkGroup(services.store, caller, engine, cluster);
  for (const key of [cluster.kmsKeyId, cluster.performanceInsightsKmsKeyId]) {
    if (key !== undefined) findUsableKey(services.store, caller, key);
  }
  checkMonitoring(services, caller, cluster);
  checkNetworkType(services.store, caller, cluster);
}

function checkGroup(reads: Reads, caller: Caller, engine: ClusterEngine, cluster: DbCluster): void {
  const name = cluster.dbClusterParameterGroupName;
  const wanted = clusterFamilyOf(engine, cluster.engineVersion);
  const own = name.slice("default.".length);
  const isDefault = name.startsWith("default.") && engineOfClusterFamily(own) !== undefined;
  const family = isDefault ? own : findClusterParameterGroup(reads, caller, name).data.dbParameterGroupFamily;
  if (family === wanted) return;
  throw new AwsError(
    "InvalidParameterCombination",
    `The Parameter Group ${name} with DBParameterGroupFamily ${family} cannot be used for this cluster. Please use a Parameter Group with DBParameterGroupFamily ${wanted}`,
  );
}
