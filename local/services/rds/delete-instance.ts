import type { Entity } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { settleBackups } from "../backup/recovery-points";
import { deleteNetworkInterfaces } from "../ec2/addresses";
import { owned } from "../owned";
import type { Caller, Services } from "../services";
import { dbInstanceKind, dbSnapshotKind, type DbInstance, type DbSnapshot } from "./entities";
import { findDbInstance } from "./find";
import { checkedSnapshotName } from "./final-snapshot";
import { deleteMasterSecret } from "./master-password";
import { newCopyId, snapshotArn, snapshotOf } from "./snapshots";
import { promoteReadReplica, replicasOf } from "./replicas";

export interface DeleteDbInstanceRequest {
  readonly skipFinalSnapshot: boolean;
  /** Required unless the snapshot is skipped. */
  readonly finalDbSnapshotIdentifier?: string | undefined;
}

/** DeleteDBInstance: refused while it is protected, or without a final snapshot's name where one is wanted. */
export async function deleteDbInstance(
  services: Services,
  caller: Caller,
  id: string,
  request: DeleteDbInstanceRequest,
): Promise<void> {
  const instance = await services.store.transaction((transaction) => {
    const found = findDbInstance(transaction, caller, id);
    settleBackups(transaction, services);
    checkDeletion(services, caller, found.data, request);
    const deleting = { ...found, data: { ...found.data, dbInstanceStatus: "deleting" as const } };
    transaction.put(deleting);
    return deleting;
  });
  // Those that would be left are instances by themselves from then on.
  for (const replica of replicasOf(services.store, instance.id)) {
    await promoteReadReplica(services, replica, replica.id);
  }
  const snapshot = await lastSnapshot(services, caller, instance, request);
  await services.databases.deleted(instance);
  await services.store.transaction((transaction) => {
    if (snapshot !== undefined) transaction.put(snapshot);
    deleteMasterSecret(transaction, instance.data);
    deleteNetworkInterfaces(transaction, instance.arn);
    transaction.delete(dbInstanceKind, instance.id);
  });
}

function checkDeletion(
  services: Pick<Services, "store">,
  caller: Caller,
  instance: DbInstance,
  { skipFinalSnapshot, finalDbSnapshotIdentifier }: DeleteDbInstanceRequest,
): void {
  if (instance.deletionProtection) {
    const message = "Cannot delete protected DB Instance, please disable deletion protection and try again.";
    throw new AwsError("InvalidParameterCombination", message);
  }
  if (skipFinalSnapshot) return;
  if (instance.readReplicaSource !== undefined) {
    const message = "A final snapshot cannot be created when a read replica is deleted: specify SkipFinalSnapshot.";
    throw new AwsError("InvalidParameterCombination", message);
  }
  const name = checkedSnapshotName(finalDbSnapshotIdentifier);
  if (owned(services.store, dbSnapshotKind, snapshotArn(caller, name), caller) !== undefined) {
    const message = `Cannot create the snapshot because a snapshot with the identifier ${name} already exists.`;
    throw new AwsError("DBSnapshotAlreadyExists", message);
  }
}

/** Taken while there still is a server; where that fails, the instance is as it was. */
async function lastSnapshot(
  services: Services,
  caller: Caller,
  instance: Entity<DbInstance>,
  { skipFinalSnapshot, finalDbSnapshotIdentifier: name }: DeleteDbInstanceRequest,
): Promise<Entity<DbSnapshot> | undefined> {
  if (skipFinalSnapshot || name === undefined) return undefined;
  const copyId = newCopyId(services.ids);
  try {
    await services.databases.saved(instance, copyId);
  } catch (error) {
    await services.store.put({ ...instance, data: { ...instance.data, dbInstanceStatus: "available" } });
    throw error;
  }
  return snapshotOf(services, caller, instance, name, copyId);
}
