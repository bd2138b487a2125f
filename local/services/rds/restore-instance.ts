import { AwsError } from "../../ground/aws-error";
import type { Entity, Reads } from "../../state/store";
import { defined } from "../defined";
import { NotModelledError } from "../not-modelled";
import type { Caller, DataSource, Services } from "../services";
import { putInstance } from "./create-instance";
import type { DbInstance, RestorableInstance } from "./entities";
import { findDbInstance } from "./find";
import type { CreateDbInstanceRequest } from "./instance-request";
import { restoredPassword } from "./master-password";
import { findSnapshot, keptIn, restorable } from "./snapshots";
import { startInstance } from "./start-instance";

/** What a restored instance can be asked to be: its engine, users and key are those of its data. */
export type RestoreRequest = Omit<
  CreateDbInstanceRequest,
  "engine" | "masterUsername" | "dbName" | "storageEncrypted" | "kmsKeyId"
>;

/** Which moment of which instance. */
export interface PointInTime {
  readonly sourceDbInstanceIdentifier?: string | undefined;
  readonly sourceDbiResourceId?: string | undefined;
  readonly useLatestRestorableTime?: boolean | undefined;
  /** ISO 8601. */
  readonly restoreTime?: string | undefined;
}

/** RestoreDBInstanceFromDBSnapshot: with the snapshot's rows, users and key. @param snapshot identifier or ARN */
export async function restoreDbInstanceFromSnapshot(
  services: Services,
  caller: Caller,
  snapshot: string,
  request: RestoreRequest,
): Promise<Entity<DbInstance>> {
  const found = findSnapshot(services.store, caller, snapshot);
  const { restorable: from, source } = keptIn(snapshot, found.data);
  return restore(services, caller, request, from, source);
}

/**
 * RestoreDBInstanceToPointInTime. There is no log of what was at which time: the latest restorable time, on AWS five minutes
 * ago at most, is now.
 */
export async function restoreDbInstanceToPointInTime(
  services: Services,
  caller: Caller,
  moment: PointInTime,
  request: RestoreRequest,
): Promise<Entity<DbInstance>> {
  const instance = sourceOf(services.store, caller, moment);
  checkMoment(moment.useLatestRestorableTime, moment.restoreTime, "RestoreTime");
  if (instance.data.backupRetentionPeriod === 0) {
    const message = "SourceDBInstanceIdentifier refers to a DB instance with BackupRetentionPeriod equal to 0.";
    throw new AwsError("PointInTimeRestoreNotEnabled", message);
  }
  return restore(services, caller, request, restorable(instance.data), { instance });
}

/** Exactly one of the two; a time that has passed cannot be given. */
export function checkMoment(latest: boolean | undefined, time: string | undefined, parameter: string): void {
  if ((latest === true) === (time !== undefined)) {
    const message = `Specify either UseLatestRestorableTime or ${parameter}, and not both.`;
    throw new AwsError("InvalidParameterCombination", message);
  }
  if (time === undefined) return;
  throw new NotModelledError(
    "restores to a time: it keeps no log of what was when",
    "restore a snapshot, or to the latest restorable time",
  );
}

function sourceOf(
  reads: Reads,
  caller: Caller,
  { sourceDbInstanceIdentifier: name, sourceDbiResourceId: id }: PointInTime,
): Entity<DbInstance> {
  return findDbInstance(reads, caller, oneOf({ SourceDBInstanceIdentifier: name, SourceDbiResourceId: id }));
}

/** The one that is given. @param sources By AWS's names of the parameters. */
export function oneOf(sources: Readonly<Record<string, string | undefined>>): string {
  const [only, ...others] = Object.values(sources).filter((source) => source !== undefined);
  if (only !== undefined && others.length === 0) return only;
  const message = `Specify exactly one of ${Object.keys(sources).join(" and ")}.`;
  throw new AwsError("InvalidParameterCombination", message);
}

async function restore(
  services: Services,
  caller: Caller,
  request: RestoreRequest,
  from: RestorableInstance,
  source: DataSource,
): Promise<Entity<DbInstance>> {
  const { licenseModel: _licence, optionGroupName: _group, availabilityZone: _zone, vpcId: _vpc, ...inherited } = from;
  const { iops, ...others } = inherited;
  const sameStorage = request.storageType === undefined || request.storageType === from.storageType;
  const wishes = { ...others, ...(sameStorage ? defined({ iops }) : {}), ...defined(request) };
  const { engine, masterUsername, dbName, storageEncrypted, kmsKeyId } = from;
  const wanted = { ...wishes, ...{ engine, masterUsername, dbName, storageEncrypted, kmsKeyId } };
  checkStorage(wanted.allocatedStorage, from.allocatedStorage);
  const password = restoredPassword(services.ids, request);
  const put = await putInstance(services, caller, wanted, password, from.engineVersion);
  return startInstance(services, put, password === undefined ? undefined : { password }, source);
}

function checkStorage(wanted: number, least: number): void {
  if (wanted >= least) return;
  const message = `The allocated storage size ${wanted} GiB is less than the snapshot's or source's allocated storage size ${least} GiB.`;
  throw new AwsError("InvalidParameterValue", message);
}
