import { AwsError } from "../../../ground/aws-error";
import type { Caller, Services } from "../../services";
import type { Entity } from "../../../state/store";
import { checkedSnapshotName } from "../final-snapshot";
import { deleteMasterSecret } from "../master-password";
import { clusterAsInstance } from "./as-instance";
import { newCopyId } from "../snapshots";
import { clusterSnapshotNamed, clusterSnapshotOf } from "./cluster-snapshots";
import { dbClusterKind, type DbCluster, type DbClusterSnapshot } from "./entities";
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
  const snapshot = await lastSnapshot(services, caller, cluster, request);
  await services.databases.deleted(clusterAsInstance(services.store, cluster));
  await services.store.transaction((transaction) => {
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
  if (clusterSnapshotNamed(services.store, caller, name) !== undefined) {
    const message = `Cannot create the cluster snapshot because one with the identifier ${name} already exists.`;
    throw new AwsError("DBClusterSnapshotAlreadyExistsFault", message);
  }
}

/** Taken while there still is a server; where that fails, the cluster is as it was. */
async function lastSnapshot(
  services: Services,
  caller: Caller,
  cluster: Entity<DbCluster>,
  { skipFinalSnapshot, finalDbSnapshotIdentifier: name }: DeleteDbClusterRequest,
): Promise<Entity<DbClusterSnapshot> | undefined> {
  if (skipFinalSnapshot || name === undefined) return undefined;
  const copyId = newCopyId(services.ids);
  try {
    await services.databases.saved(clusterAsInstance(services.store, cluster), copyId);
  } catch (error) {
    await services.store.put({ ...cluster, data: { ...cluster.data, status: "available" } });
    throw error;
  }
  return clusterSnapshotOf(services, caller, cluster, name, copyId);
}
