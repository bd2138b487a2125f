import type { Entity } from "../../../state/store";
import { createDbInstance } from "../../../services/rds/create-instance";
import { deleteDbInstance } from "../../../services/rds/delete-instance";
import type { DbInstance } from "../../../services/rds/entities";
import { dbInstanceOf } from "../../../services/rds/find";
import { modifyDbInstance } from "../../../services/rds/modify-instance";
import { RequestError } from "../../../ground/request-error";
import { createReadReplica } from "../../../services/rds/create-replica";
import { promoteReadReplica, replicasOf } from "../../../services/rds/replicas";
import { unlessGone } from "../../not-found";
import { resourceType, type Call, type Problem, type Properties } from "../../resource-type";
import { writtenKey, writtenVersion } from "./as-written";
import { instanceFields } from "./instance-fields";
import { restoreDbInstanceFromSnapshot, restoreDbInstanceToPointInTime } from "../../../services/rds/restore-instance";
import { createRequest, hasGrown, modifyRequest, replicaRequest, type InstanceInputs } from "./instance-requests";

/** Instances, their read replicas, and what is restored of them. Blue/green updates, domains and option groups are refused by name. */
export const instance = resourceType({
  token: "aws:rds/instance:Instance",
  label: "RDS DB Instance",
  fields: instanceFields,
  check: passwordProblems,
  suppressed: suppressedStorage,
  create: async (call, inputs) => {
    const { replicateSourceDb: source } = inputs;
    if (source !== undefined) {
      return (await createReadReplica(call.services, call, replicaRequest(inputs, source))).id;
    }
    return (await created(call, inputs)).id;
  },
  read: (call, id, state) => {
    const found = dbInstanceOf(call.services.store, call, id);
    return found && propertiesOf(call, found, state);
  },
  update: async (call, id, inputs, old) => {
    await promoteWhereAsked(call, id, inputs.replicateSourceDb, old.replicateSourceDb);
    await modifyDbInstance(call.services, call, id, modifyRequest(inputs, old));
  },
  delete: (call, id, { skipFinalSnapshot, finalSnapshotIdentifier: name }) =>
    unlessGone(
      deleteDbInstance(call.services, call, id, {
        skipFinalSnapshot: skipFinalSnapshot === true,
        finalDbSnapshotIdentifier: typeof name === "string" ? name : undefined,
      }),
    ),
});

/** Empty, or with the data of a snapshot or of another instance. */
function created(call: Call, inputs: InstanceInputs): Promise<Entity<DbInstance>> {
  const { snapshotIdentifier, restoreToPointInTime } = inputs;
  const request = createRequest(inputs);
  if (snapshotIdentifier !== undefined) {
    return restoreDbInstanceFromSnapshot(call.services, call, snapshotIdentifier, request);
  }
  if (restoreToPointInTime !== undefined) {
    return restoreDbInstanceToPointInTime(call.services, call, restoreToPointInTime, request);
  }
  return createDbInstance(call.services, call, request);
}

function propertiesOf(call: Call, { data, arn }: Entity<DbInstance>, state: Properties): Properties {
  const { endpoint, masterUserSecret } = data;
  return {
    ...data,
    identifier: data.dbInstanceIdentifier,
    instanceClass: data.dbInstanceClass,
    engineVersion: writtenVersion(data.engineVersion, state.engineVersion),
    engineVersionActual: data.engineVersion,
    username: data.masterUsername,
    multiAz: data.multiAZ,
    parameterGroupName: data.dbParameterGroupName,
    caCertIdentifier: data.caCertificateIdentifier,
    backupWindow: data.preferredBackupWindow,
    maintenanceWindow: data.preferredMaintenanceWindow,
    engineLifecycleSupport: data.engineLifecycleSupport === "" ? undefined : data.engineLifecycleSupport,
    masterUserSecrets: masterUserSecret === undefined ? [] : [masterUserSecret],
    masterUserSecretKmsKeyId: writtenKey(call, masterUserSecret?.kmsKeyId, state.masterUserSecretKmsKeyId),
    address: endpoint.address,
    port: endpoint.port,
    hostedZoneId: endpoint.hostedZoneId,
    endpoint: `${endpoint.address}:${endpoint.port}`,
    resourceId: data.dbiResourceId,
    status: data.dbInstanceStatus,
    replicas: replicasOf(call.services.store, data.dbiResourceId).map((it) => it.data.dbInstanceIdentifier),
    replicateSourceDb: sourceOf(call, data.readReplicaSource, state.replicateSourceDb),
    listenerEndpoints: [],
    arn,
  };
}

/** The source by its identifier, or in the program's own spelling. */
function sourceOf(call: Call, sourceId: string | undefined, written: unknown): string | undefined {
  const source = sourceId === undefined ? undefined : dbInstanceOf(call.services.store, call, sourceId);
  if (source === undefined) return undefined;
  return written === source.arn ? source.arn : source.data.dbInstanceIdentifier;
}

/** A replica whose source the program no longer names is promoted; another source it cannot get. */
async function promoteWhereAsked(call: Call, id: string, wanted: string | undefined, old: unknown): Promise<void> {
  if (wanted === old) return;
  if (wanted !== undefined) throw new RequestError("cannot elect new source database for replication");
  await unlessPromoted(call, id);
}

/** Its source may have gone before, which promotes it too. */
async function unlessPromoted(call: Call, id: string): Promise<void> {
  if (dbInstanceOf(call.services.store, call, id)?.data.readReplicaSource === undefined) return;
  await promoteReadReplica(call.services, call, id);
}

/** Storage that has grown by itself is no change, nor is a maximum that equals the storage, which turns growth off. */
function suppressedStorage(old: Properties, { allocatedStorage, maxAllocatedStorage }: Properties): readonly string[] {
  const turnsOff = old.maxAllocatedStorage === undefined && maxAllocatedStorage === allocatedStorage;
  return [
    ...(hasGrown(old.allocatedStorage, allocatedStorage, maxAllocatedStorage) ? ["allocatedStorage"] : []),
    ...(turnsOff ? ["maxAllocatedStorage"] : []),
  ];
}

function passwordProblems(inputs: Properties, call: Call): readonly Problem[] {
  const { manageMasterUserPassword, password = inputs.passwordWo, replicateSourceDb } = inputs;
  if (replicateSourceDb !== undefined) return replicaProblems(inputs);
  // A replica that is promoted, or an instance that is restored, has all that a new instance must be given.
  const { identifier } = inputs;
  const isRestored = inputs.snapshotIdentifier !== undefined || inputs.restoreToPointInTime !== undefined;
  const exists =
    isRestored || (typeof identifier === "string" && dbInstanceOf(call.services.store, call, identifier) !== undefined);
  const missing = exists ? [] : ["engine", "username"].filter((property) => inputs[property] === undefined);
  if (missing.length > 0) return missing.map((property) => ({ property, reason: "is required" }));
  if (manageMasterUserPassword === true && password !== undefined) {
    return [{ property: "password", reason: "conflicts with manageMasterUserPassword; remove one of the two" }];
  }
  if (manageMasterUserPassword === undefined && password === undefined && !exists) {
    return [{ property: "password", reason: "is required; set manageMasterUserPassword: true and let RDS keep it" }];
  }
  return [];
}

/** What a replica has of its source, and cannot be given. */
function replicaProblems(inputs: Properties): readonly Problem[] {
  return ["username", "dbName", "password", "passwordWo", "manageMasterUserPassword"]
    .filter((property) => inputs[property] !== undefined)
    .map((property) => ({
      property,
      reason: "conflicts with replicateSourceDb; remove it: the replica has its source's",
    }));
}
