import { arnOf } from "../../../../aws/arn";
import { AwsError } from "../../../ground/aws-error";
import type { Entity, Reads } from "../../../state/store";
import { allOwned, owned } from "../../owned";
import type { Caller } from "../../services";
import {
  dbClusterInstanceKind,
  dbClusterKind,
  dbClusterParameterGroupKind,
  type DbCluster,
  type DbClusterInstance,
  type DbClusterParameterGroup,
} from "./entities";

/** The caller's own cluster of this identifier or resource id (`cluster-…`); undefined for none. */
export function clusterOf(reads: Reads, caller: Caller, id: string): Entity<DbCluster> | undefined {
  return allOwned(reads, dbClusterKind, caller).find(
    (it) => it.data.dbClusterIdentifier === id.toLowerCase() || it.id === id,
  );
}

/** As `clusterOf`, or `DBClusterNotFoundFault`. */
export function findCluster(reads: Reads, caller: Caller, id: string): Entity<DbCluster> {
  const cluster = clusterOf(reads, caller, id);
  if (cluster === undefined) throw new AwsError("DBClusterNotFoundFault", `DBCluster ${id} not found.`);
  return cluster;
}

/** The instances of a cluster, in the order in which a failover takes them: by tier, then by name. */
export function membersOf(reads: Reads, clusterId: string): readonly Entity<DbClusterInstance>[] {
  return [...reads.list(dbClusterInstanceKind, ({ data }) => data.dbClusterResourceId === clusterId)].sort(
    (one, other) =>
      one.data.promotionTier - other.data.promotionTier ||
      one.data.dbInstanceIdentifier.localeCompare(other.data.dbInstanceIdentifier),
  );
}

export function clusterInstanceOf(reads: Reads, caller: Caller, id: string): Entity<DbClusterInstance> | undefined {
  return allOwned(reads, dbClusterInstanceKind, caller).find(
    (it) => it.data.dbInstanceIdentifier === id.toLowerCase() || it.id === id,
  );
}

/** As `clusterInstanceOf`, or `DBInstanceNotFound`. */
export function findClusterInstance(reads: Reads, caller: Caller, id: string): Entity<DbClusterInstance> {
  const instance = clusterInstanceOf(reads, caller, id);
  if (instance === undefined) throw new AwsError("DBInstanceNotFound", `DBInstance ${id} not found.`);
  return instance;
}

export function clusterParameterGroupOf(
  reads: Reads,
  caller: Caller,
  name: string,
): Entity<DbClusterParameterGroup> | undefined {
  return owned(reads, dbClusterParameterGroupKind, clusterParameterGroupArn(caller, name), caller);
}

/** The caller's own group, or `DBParameterGroupNotFound`. */
export function findClusterParameterGroup(reads: Reads, caller: Caller, name: string): Entity<DbClusterParameterGroup> {
  const group = clusterParameterGroupOf(reads, caller, name);
  if (group === undefined) throw new AwsError("DBParameterGroupNotFound", `DBClusterParameterGroup not found: ${name}`);
  return group;
}

export function clusterParameterGroupArn(caller: Caller, name: string): string {
  return arnOf(caller, "rds", `cluster-pg:${name}`);
}

export function clusterArn(caller: Caller, identifier: string): string {
  return arnOf(caller, "rds", `cluster:${identifier}`);
}
