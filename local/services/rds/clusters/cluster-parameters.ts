import type { Entity, Reads } from "../../../state/store";
import type { Caller } from "../../services";
import { checkParameterEffects } from "../parameter-effects";
import { withChangedParameters } from "../parameters-in-effect";
import { clusterAsInstance } from "./as-instance";
import type { DbCluster, DbClusterParameterGroup } from "./entities";
import { clusterParameterGroupOf } from "./find";

/** The cluster as a reboot of its writer leaves it: all of its group's values are in effect. */
export function withAllClusterParameters(reads: Reads, caller: Caller, cluster: Entity<DbCluster>): Entity<DbCluster> {
  const group = clusterParameterGroupOf(reads, caller, cluster.data.dbClusterParameterGroupName);
  const parameters = group?.data.parameters ?? [];
  checkParameterEffects(clusterAsInstance(reads, cluster).data, parameters);
  const appliedParameters = Object.fromEntries(parameters.map((it) => [it.parameterName, it.parameterValue]));
  return { ...cluster, data: { ...cluster.data, appliedParameters, parameterApplyStatus: "in-sync" } };
}

/** Another group's values wait for a reboot, all of them. */
export function withClusterGroup(
  reads: Reads,
  caller: Caller,
  before: DbCluster,
  now: Entity<DbCluster>,
): Entity<DbCluster> {
  const name = now.data.dbClusterParameterGroupName;
  if (before.dbClusterParameterGroupName === name) return now;
  const parameters = clusterParameterGroupOf(reads, caller, name)?.data.parameters ?? [];
  checkParameterEffects(clusterAsInstance(reads, now).data, parameters);
  return { ...now, data: { ...now.data, parameterApplyStatus: "pending-reboot" } };
}

/** The cluster as a change of its group leaves it: `immediate` values are in effect at once, the others wait. */
export function withChangedClusterParameters(
  reads: Reads,
  cluster: Entity<DbCluster>,
  before: DbClusterParameterGroup,
  now: DbClusterParameterGroup,
): Entity<DbCluster> {
  const { appliedParameters, parameterApplyStatus } = withChangedParameters(
    clusterAsInstance(reads, cluster).data,
    before,
    now,
  );
  return { ...cluster, data: { ...cluster.data, appliedParameters, parameterApplyStatus } };
}
