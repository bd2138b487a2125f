import { arnOf, parseArn } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import type { Entity, Reads } from "../../state/store";
import { defined } from "../defined";
import { entityOf } from "../entity-of";
import { NotModelledError } from "../not-modelled";
import { owned } from "../owned";
import type { Caller, DataSource, Ids, Services } from "../services";
import { dbSnapshotKind, type DbInstance, type DbSnapshot, type Kept, type RestorableInstance } from "./entities";

/** By which the databases have the data of a snapshot. */
export function newCopyId(ids: Pick<Ids, "uuid">): string {
  return `snapshot-${ids.uuid()}`;
}

/** The snapshot of an instance as it is now. */
export function snapshotOf(
  { clock }: Pick<Services, "clock">,
  caller: Caller,
  { data }: Entity<DbInstance>,
  name: string,
  copyId: string,
): Entity<DbSnapshot> {
  const { dbInstanceIdentifier, dbiResourceId, kmsKeyId } = data;
  const arn = snapshotArn(caller, name);
  return entityOf(dbSnapshotKind, arn, arn, caller, {
    dbSnapshotIdentifier: name.toLowerCase(),
    dbInstanceIdentifier,
    dbiResourceId,
    snapshotCreateTime: clock.now().toISOString(),
    restorable: restorable(data),
    copyId,
    ...(kmsKeyId !== undefined && { kmsKeyId }),
  });
}

/** What a restored instance has of its source unless it is asked for (API reference, RestoreDBInstanceFromDBSnapshot). */
export function restorable(data: DbInstance): RestorableInstance {
  const { engine, engineVersion, masterUsername, dbName, dbInstanceClass, allocatedStorage, storageType } = data;
  const { storageEncrypted, kmsKeyId, licenseModel, optionGroupName, availabilityZone, vpcId } = data;
  return defined({
    ...{ engine, engineVersion, masterUsername, dbName, dbInstanceClass, allocatedStorage, storageType },
    ...{ storageEncrypted, kmsKeyId, licenseModel, optionGroupName, availabilityZone, vpcId },
    // What gp3 has by itself cannot be asked for.
    iops: storageType === "gp3" ? undefined : data.iops,
    port: data.endpoint.port,
  });
}

/** The caller's own snapshot of this identifier or ARN; undefined for none. */
export function snapshotNamed(reads: Reads, caller: Caller, reference: string): Entity<DbSnapshot> | undefined {
  const arn = parseArn(reference) === undefined ? snapshotArn(caller, reference) : reference.toLowerCase();
  return owned(reads, dbSnapshotKind, arn, caller);
}

/** As `snapshotNamed`, or `DBSnapshotNotFound`. */
export function findSnapshot(reads: Reads, caller: Caller, reference: string): Entity<DbSnapshot> {
  const found = snapshotNamed(reads, caller, reference);
  if (found === undefined) throw new AwsError("DBSnapshotNotFound", `DBSnapshot not found: ${reference}`);
  return found;
}

/** What a snapshot is to be restored from. @throws NotModelledError for one that holds no data. */
export function keptIn<R>(
  name: string,
  { restorable: from, copyId }: Kept<R>,
): { readonly restorable: R; readonly source: DataSource } {
  if (from !== undefined && copyId !== undefined) return { restorable: from, source: { copyId } };
  throw new NotModelledError(
    `a restore of ${name}, which an older release of it took and which holds no data`,
    "restore another snapshot",
  );
}

export function snapshotArn(caller: Caller, name: string): string {
  return arnOf(caller, "rds", `snapshot:${name.toLowerCase()}`);
}
