import { arnOf, parseArn } from "../../../../aws/arn";
import { AwsError } from "../../../ground/aws-error";
import type { Entity, Reads } from "../../../state/store";
import { defined } from "../../defined";
import { entityOf } from "../../entity-of";
import { owned } from "../../owned";
import type { Caller, Services } from "../../services";
import { dbClusterSnapshotKind, type DbCluster, type DbClusterSnapshot, type RestorableCluster } from "./entities";

/** The snapshot of a cluster as it is now. */
export function clusterSnapshotOf(
  { clock }: Pick<Services, "clock">,
  caller: Caller,
  { data }: Entity<DbCluster>,
  name: string,
  copyId: string,
): Entity<DbClusterSnapshot> {
  const { dbClusterIdentifier, dbClusterResourceId, kmsKeyId } = data;
  const arn = snapshotArn(caller, name);
  return entityOf(dbClusterSnapshotKind, arn, arn, caller, {
    dbClusterSnapshotIdentifier: name.toLowerCase(),
    dbClusterIdentifier,
    dbClusterResourceId,
    snapshotCreateTime: clock.now().toISOString(),
    restorable: restorableCluster(data),
    copyId,
    ...(kmsKeyId !== undefined && { kmsKeyId }),
  });
}

/** What a restored cluster has of its source (API reference, RestoreDBClusterFromSnapshot). */
export function restorableCluster(data: DbCluster): RestorableCluster {
  const { engine, engineVersion, masterUsername, databaseName, storageEncrypted, kmsKeyId, storageType, port } = data;
  return defined({
    ...{ engine, engineVersion, masterUsername, databaseName, storageEncrypted, kmsKeyId, storageType, port },
  });
}

/** The caller's own snapshot of this identifier or ARN; undefined for none. */
export function clusterSnapshotNamed(
  reads: Reads,
  caller: Caller,
  reference: string,
): Entity<DbClusterSnapshot> | undefined {
  const arn = parseArn(reference) === undefined ? snapshotArn(caller, reference) : reference.toLowerCase();
  return owned(reads, dbClusterSnapshotKind, arn, caller);
}

/** As `clusterSnapshotNamed`, or `DBClusterSnapshotNotFoundFault`. */
export function findClusterSnapshot(reads: Reads, caller: Caller, reference: string): Entity<DbClusterSnapshot> {
  const found = clusterSnapshotNamed(reads, caller, reference);
  if (found !== undefined) return found;
  throw new AwsError("DBClusterSnapshotNotFoundFault", `DBClusterSnapshot not found: ${reference}`);
}

function snapshotArn(caller: Caller, name: string): string {
  return arnOf(caller, "rds", `cluster-snapshot:${name.toLowerCase()}`);
}
