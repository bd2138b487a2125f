import { AwsError } from "../../ground/aws-error";
import type { Entity } from "../../state/store";
import { defined } from "../defined";
import type { Caller, Services } from "../services";
import type { Tags } from "../ec2/entities";
import { findUsableKey } from "./check-surroundings";
import { checkSnapshotName } from "./final-snapshot";
import { dbSnapshotKind, type DbSnapshot } from "./entities";
import { findSnapshot, snapshotArn, snapshotNamed } from "./snapshots";

export interface CopySnapshotRequest {
  readonly sourceDbSnapshotIdentifier: string;
  readonly targetDbSnapshotIdentifier: string;
  /** Of an encrypted one, default: the source's. */
  readonly kmsKeyId?: string | undefined;
  readonly tags: Tags;
}

/** CopyDBSnapshot: another snapshot of the same data, which may have another key. */
export function copyDbSnapshot(
  services: Pick<Services, "store" | "clock">,
  caller: Caller,
  { sourceDbSnapshotIdentifier, targetDbSnapshotIdentifier: name, kmsKeyId, tags }: CopySnapshotRequest,
): Promise<Entity<DbSnapshot>> {
  return services.store.transaction((transaction) => {
    const source = findSnapshot(transaction, caller, sourceDbSnapshotIdentifier);
    checkSnapshotName("TargetDBSnapshotIdentifier", name);
    if (snapshotNamed(transaction, caller, name) !== undefined) {
      const message = `Cannot create the snapshot because a snapshot with the identifier ${name} already exists.`;
      throw new AwsError("DBSnapshotAlreadyExists", message);
    }
    const key = kmsKeyId === undefined ? source.data.kmsKeyId : findUsableKey(transaction, caller, kmsKeyId).arn;
    const { restorable } = source.data;
    const arn = snapshotArn(caller, name);
    const copy = {
      ...source,
      ...{ id: arn, arn },
      data: defined({
        ...source.data,
        dbSnapshotIdentifier: name.toLowerCase(),
        snapshotCreateTime: services.clock.now().toISOString(),
        kmsKeyId: key,
        tags,
        restorable: restorable && defined({ ...restorable, kmsKeyId: key, storageEncrypted: key !== undefined }),
      }),
    };
    transaction.put(copy);
    return copy;
  });
}

/** AddTagsToResource, and RemoveTagsFromResource of the others. */
export function tagDbSnapshot(
  services: Pick<Services, "store">,
  caller: Caller,
  name: string,
  tags: Tags,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const snapshot = findSnapshot(transaction, caller, name);
    transaction.put({ ...snapshot, data: { ...snapshot.data, tags } });
  });
}

/** DeleteDBSnapshot: the data goes with the last snapshot that has it. */
export async function deleteDbSnapshot(
  services: Pick<Services, "store" | "databases">,
  caller: Caller,
  name: string,
): Promise<void> {
  const gone = await services.store.transaction((transaction) => {
    const snapshot = findSnapshot(transaction, caller, name);
    transaction.delete(dbSnapshotKind, snapshot.id);
    const { copyId } = snapshot.data;
    const others = transaction.list(dbSnapshotKind, ({ data }) => data.copyId === copyId);
    return others.length === 0 ? copyId : undefined;
  });
  if (gone !== undefined) await services.databases.forgotten(gone);
}
