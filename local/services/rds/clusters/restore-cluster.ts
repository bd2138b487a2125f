import { AwsError } from "../../../ground/aws-error";
import type { Entity, Reads } from "../../../state/store";
import { defined } from "../../defined";
import { NotModelledError } from "../../not-modelled";
import type { Caller, DataSource, Services } from "../../services";
import { restoredPassword } from "../master-password";
import { checkMoment, oneOf } from "../restore-instance";
import { keptIn } from "../snapshots";
import { clusterAsInstance } from "./as-instance";
import type { CreateDbClusterRequest } from "./cluster-request";
import { findClusterSnapshot, restorableCluster } from "./cluster-snapshots";
import { putCluster, startCluster } from "./create-cluster";
import type { DbCluster, RestorableCluster } from "./entities";
import { findCluster } from "./find";

/** What a restored cluster can be asked to be: its engine, users and key are those of its data. */
export type RestoreClusterRequest = Omit<
  CreateDbClusterRequest,
  "masterUsername" | "databaseName" | "storageEncrypted"
>;

/** Which moment of which cluster. */
export interface ClusterPointInTime {
  readonly sourceClusterIdentifier?: string | undefined;
  readonly sourceClusterResourceId?: string | undefined;
  /** Default: `full-copy`. A clone shares its pages with its source; here both are copies. */
  readonly restoreType?: "full-copy" | "copy-on-write" | undefined;
  readonly useLatestRestorableTime?: boolean | undefined;
  /** ISO 8601. */
  readonly restoreToTime?: string | undefined;
}

/** RestoreDBClusterFromSnapshot: of the snapshot of a cluster. @param snapshot identifier or ARN */
export async function restoreDbClusterFromSnapshot(
  services: Services,
  caller: Caller,
  snapshot: string,
  request: RestoreClusterRequest,
): Promise<Entity<DbCluster>> {
  if (/:snapshot:/.test(snapshot)) {
    throw new NotModelledError("clusters of an instance's snapshot", "restore the snapshot of a cluster");
  }
  const found = findClusterSnapshot(services.store, caller, snapshot);
  const { restorable, source } = keptIn(snapshot, found.data);
  return restore(services, caller, request, restorable, source);
}

/** RestoreDBClusterToPointInTime: as it is now, see `restoreDbInstanceToPointInTime`. */
export async function restoreDbClusterToPointInTime(
  services: Services,
  caller: Caller,
  moment: ClusterPointInTime,
  request: RestoreClusterRequest,
): Promise<Entity<DbCluster>> {
  const cluster = sourceOf(services.store, caller, moment);
  checkMoment(moment.useLatestRestorableTime, moment.restoreToTime, "RestoreToTime");
  const instance = clusterAsInstance(services.store, cluster);
  return restore(services, caller, request, restorableCluster(cluster.data), { instance });
}

function sourceOf(
  reads: Reads,
  caller: Caller,
  { sourceClusterIdentifier: name, sourceClusterResourceId: id }: ClusterPointInTime,
): Entity<DbCluster> {
  return findCluster(reads, caller, oneOf({ SourceDBClusterIdentifier: name, SourceDbClusterResourceId: id }));
}

async function restore(
  services: Services,
  caller: Caller,
  request: RestoreClusterRequest,
  from: RestorableCluster,
  source: DataSource,
): Promise<Entity<DbCluster>> {
  if (request.engine !== from.engine) {
    const message = `The engine ${request.engine} isn't that of the source, ${from.engine}.`;
    throw new AwsError("InvalidParameterCombination", message);
  }
  // An unencrypted source can become an encrypted cluster, an encrypted one keeps its key unless another is named.
  const kmsKeyId = request.kmsKeyId ?? from.kmsKeyId;
  const { masterUsername, databaseName } = from;
  const wanted = {
    ...from,
    ...defined(request),
    ...defined({ masterUsername, databaseName, kmsKeyId }),
    storageEncrypted: kmsKeyId !== undefined,
  };
  const password = restoredPassword(services.ids, request);
  const put = await putCluster(services, caller, wanted, password, from.engineVersion);
  return startCluster(services, put, password === undefined ? undefined : { password }, source);
}
