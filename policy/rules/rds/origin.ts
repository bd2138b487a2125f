import type { Field } from "../../../resources/field";
import type { Resource } from "../../../resources/resource";
import type { Reads } from "../../../resources/reads";
import { isSet } from "../../framework/stated";

/**
 * Where a database comes from, which decides what it may be asked for: a cluster's member has most settings from its
 * cluster, a replica and a restored database take theirs (encryption, logins, network) over from another one.
 */
export type Origin = "new" | "member" | "replica" | "restored";

const replicaBy = {
  "aws:rds/instance:Instance": ["replicateSourceDb"],
  "aws:rds/cluster:Cluster": ["replicationSourceIdentifier"],
  "aws-native:rds:DbInstance": ["sourceDbInstanceIdentifier", "sourceDbClusterIdentifier"],
  "aws-native:rds:DbCluster": ["replicationSourceIdentifier"],
} as const satisfies Reads;

const restoredBy = {
  "aws:rds/instance:Instance": ["snapshotIdentifier", "restoreToPointInTime"],
  "aws:rds/cluster:Cluster": ["snapshotIdentifier", "restoreToPointInTime"],
  "aws:rds/globalCluster:GlobalCluster": ["sourceDbClusterIdentifier"],
  "aws-native:rds:DbInstance": [
    "dbSnapshotIdentifier",
    "dbClusterSnapshotIdentifier",
    "sourceDbInstanceAutomatedBackupsArn",
    "sourceDbiResourceId",
    "restoreTime",
    "useLatestRestorableTime",
  ],
  "aws-native:rds:DbCluster": [
    "snapshotIdentifier",
    "sourceDbClusterIdentifier",
    "sourceDbClusterResourceId",
    "restoreToTime",
    "useLatestRestorableTime",
  ],
  "aws-native:rds:GlobalCluster": ["sourceDbClusterIdentifier"],
} as const satisfies Reads;

/**
 * Whether a database is an instance of a cluster, which has most settings from the cluster. Reads `dbClusterIdentifier`
 * of aws-native instances.
 */
export const isMember = (database: Resource): boolean =>
  database.type === "aws:rds/clusterInstance:ClusterInstance" ||
  (database.type === "aws-native:rds:DbInstance" && isSet(database.get("dbClusterIdentifier")));

/** What `originOf` reads; a rule that asks it declares the same. */
export const origin = {
  instance: [...replicaBy["aws:rds/instance:Instance"], ...restoredBy["aws:rds/instance:Instance"]],
  cluster: [...replicaBy["aws:rds/cluster:Cluster"], ...restoredBy["aws:rds/cluster:Cluster"]],
  globalCluster: restoredBy["aws:rds/globalCluster:GlobalCluster"],
  nativeInstance: [
    "dbClusterIdentifier",
    ...replicaBy["aws-native:rds:DbInstance"],
    ...restoredBy["aws-native:rds:DbInstance"],
  ],
  nativeCluster: [...replicaBy["aws-native:rds:DbCluster"], ...restoredBy["aws-native:rds:DbCluster"]],
  nativeGlobalCluster: restoredBy["aws-native:rds:GlobalCluster"],
} as const;

/**
 * @param isGiven Whether a property names a source. One that is not known yet does, except among a stack's outputs, where
 *   it may be one that RDS has still to fill in: those want `amongOutputs`.
 */
export function originOf(database: Resource, isGiven: (source: Field) => boolean = isSet): Origin {
  const given = (reads: Readonly<Record<string, readonly string[] | undefined>>): boolean =>
    (reads[database.type] ?? []).some((property) => isGiven(database.get(property)));
  if (isMember(database)) return "member";
  // aws-native names the source instance both for a replica and for a restore to a point in time.
  if (given(restoredBy)) return "restored";
  return given(replicaBy) ? "replica" : "new";
}

/** The snapshot is the one source the provider reads back, and so does not know before the update. */
export const amongOutputs = (source: Field): boolean =>
  isSet(source) && (source.known || source.path !== "snapshotIdentifier");
