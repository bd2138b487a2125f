import type { Reads } from "../../state/store";
import { keyKind } from "../kms/entities";
import { dbSnapshotKind } from "./entities";

/** What a deleted instance has left, and whether it could still be read. */
export interface LastCopy {
  readonly account: string;
  readonly region: string;
  readonly snapshot: string;
  /** Identifier of the instance. */
  readonly of: string;
  /** Id and state of its key (`Enabled`, `PendingDeletion`); undefined where it is not encrypted. */
  readonly key?: string;
}

/** The final snapshots of deleted instances. */
export function lastCopies(reads: Reads): LastCopy[] {
  return reads.list(dbSnapshotKind).map(({ account, region, data }) => {
    const { dbSnapshotIdentifier: snapshot, dbInstanceIdentifier: of, kmsKeyId } = data;
    const [key] = reads.list(keyKind, ({ arn }) => arn === kmsKeyId);
    return { account, region, snapshot, of, ...(key && { key: `${key.id} ${key.data.keyState}` }) };
  });
}
