import type { Entity } from "../../../state/store";
import { createDbInstance } from "../../../services/rds/create-instance";
import { deleteDbInstance } from "../../../services/rds/delete-instance";
import type { DbInstance } from "../../../services/rds/entities";
import { dbInstanceOf } from "../../../services/rds/find";
import { modifyDbInstance } from "../../../services/rds/modify-instance";
import { unlessGone } from "../../not-found";
import { resourceType, type Call, type Problem, type Properties } from "../../resource-type";
import { writtenKey, writtenVersion } from "./as-written";
import { instanceFields } from "./instance-fields";
import { createRequest, hasGrown, modifyRequest } from "./instance-requests";

/** Standalone instances. Replicas, restores, blue/green updates, domains and option groups are refused by name. */
export const instance = resourceType({
  token: "aws:rds/instance:Instance",
  label: "RDS DB Instance",
  fields: instanceFields,
  check: passwordProblems,
  suppressed: suppressedStorage,
  create: async (call, inputs) => (await createDbInstance(call.services, call, createRequest(inputs))).id,
  read: (call, id, state) => {
    const found = dbInstanceOf(call.services.store, call, id);
    return found && propertiesOf(call, found, state);
  },
  update: async (call, id, inputs, old) => {
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
    replicas: [],
    listenerEndpoints: [],
    arn,
  };
}

/** Storage that has grown by itself is no change, nor is a maximum that equals the storage, which turns growth off. */
function suppressedStorage(old: Properties, { allocatedStorage, maxAllocatedStorage }: Properties): readonly string[] {
  const turnsOff = old.maxAllocatedStorage === undefined && maxAllocatedStorage === allocatedStorage;
  return [
    ...(hasGrown(old.allocatedStorage, allocatedStorage, maxAllocatedStorage) ? ["allocatedStorage"] : []),
    ...(turnsOff ? ["maxAllocatedStorage"] : []),
  ];
}

function passwordProblems({ password, manageMasterUserPassword }: Properties): readonly Problem[] {
  if (manageMasterUserPassword === true && password !== undefined) {
    return [{ property: "password", reason: "conflicts with manageMasterUserPassword; remove one of the two" }];
  }
  if (manageMasterUserPassword === undefined && password === undefined) {
    return [{ property: "password", reason: "is required; set manageMasterUserPassword: true and let RDS keep it" }];
  }
  return [];
}
