import type { Entity, Reads } from "../../state/store";
import { clusterAsInstance } from "./clusters/as-instance";
import { dbClusterKind } from "./clusters/entities";
import { dbInstanceKind, type DbInstance } from "./entities";

/** Everything that has a server of its own: instances, and clusters as `clusterAsInstance` shows them. */
export function servedDatabases(reads: Reads): readonly Entity<DbInstance>[] {
  const clusters = reads.list(dbClusterKind).map((cluster) => clusterAsInstance(reads, cluster));
  return [...reads.list(dbInstanceKind), ...clusters];
}
