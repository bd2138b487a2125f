import { arnOf } from "../../../../aws/arn";
import { AwsError } from "../../../ground/aws-error";
import { entityOf } from "../../entity-of";
import { owned } from "../../owned";
import type { Caller, Services } from "../../services";
import type { Entity } from "../../../state/store";
import { checkedSnapshotName } from "../final-snapshot";
import { deleteMasterSecret } from "../master-password";
import { clusterAsInstance } from "./as-instance";
import { dbClusterKind, dbClusterSnapshotKind, type DbCluster, type DbClusterSnapshot } from "./entities";
import { findCluster, membersOf } from "./find";

export interface DeleteDbClusterRequest {
  readonly skipFinalSnapshot: boolean;
  /** Required unless the snapshot is skipped. */
  readonly finalDbSnapshotIdentifier?: string | undefined;
}

/** DeleteDBCluster: refused while it is protected, has instances, or lacks a final snapshot's name where one is wanted. */
export async function deleteDbCluster(
  services: Services,
  caller: Caller,
  id: string,
  request: DeleteDbClusterRequest,
): Promise<void> {
  const cluster = await services.store.transaction((transaction) => {
    const found = findCluster(transaction, caller, id);
    checkDeletion(services, caller, found, request);
    const deleting = { ...found, data: { ...found.data, status: "deleting" as const } };
    transaction.put(deleting);
    return deleting;
  });
  await services.databases.deleted(clusterAsInstance(services.store, cluster));
  await services.store.transaction((transaction) => {
    const snapshot = snapshotOf(services, caller, cluster, request);
    if (snapshot !== undefined) transaction.put(snapshot);
    deleteMasterSecret(transaction, cluster.data);
    transaction.delete(dbClusterKind, cluster.id);
  });
}

function checkDeletion(
  services: Pick<Services, "store">,
  caller: Caller,
  { id, data }: Entity<DbCluster>,
  { skipFinalSnapshot, finalDbSnapshotIdentifier }: DeleteDbClusterRequest,
): void {
  if (data.deletionProtection) {
    const message = "Cannot delete protected Cluster, please disable deletion protection and try again.";
    throw new AwsError("InvalidParameterCombination", message);
  }
  if (membersOf(services.store, id).length > 0) {
    const message = "Cluster cannot be deleted, it still contains DB instances in non-deleting state.";
    throw new AwsError("InvalidDBClusterStateFault", message);
  }
  if (skipFinalSnapshot) return;
  const name = checkedSnapshotName(finalDbSnapshotIdentifier);
  if (owned(services.store, dbClusterSnapshotKind, snapshotArn(caller, name), caller) !== undefined) {
    const message = `Cannot create the cluster snapshot because one with the identifier ${name} already exists.`;
    throw new AwsError("DBClusterSnapshotAlreadyExistsFault", message);
  }
}

function snapshotOf(
  { clock }: Pick<Services, "clock">,
  caller: Caller,
  { data }: Entity<DbCluster>,
  { skipFinalSnapshot, finalDbSnapshotIdentifier: name }: DeleteDbClusterRequest,
): Entity<DbClusterSnapshot> | undefined {
  if (skipFinalSnapshot || name === undefined) return undefined;
  const { dbClusterIdentifier, dbClusterResourceId, kmsKeyId } = data;
  const arn = snapshotArn(caller, name);
  return entityOf(dbClusterSnapshotKind, arn, arn, caller, {
    dbClusterSnapshotIdentifier: name.toLowerCase(),
    dbClusterIdentifier,
    dbClusterResourceId,
    snapshotCreateTime: clock.now().toISOString(),
    ...(kmsKeyId !== undefined && { kmsKeyId }),
  });
}

function snapshotArn(caller: Caller, name: string): string {
  return arnOf(caller, "rds", `cluster-snapshot:${name.toLowerCase()}`);
}
