import type { CreateReplicaRequest } from "../../../services/rds/create-replica";
import type { CreateDbInstanceRequest, ModifyDbInstanceRequest } from "../../../services/rds/instance-request";
import type { InputsOf } from "../../fields";
import type { Properties } from "../../resource-type";
import type { instanceFields } from "./instance-fields";

export type InstanceInputs = InputsOf<typeof instanceFields>;

export function createRequest(inputs: InstanceInputs): CreateDbInstanceRequest {
  const { availabilityZone, dbName, engine = "", engineLifecycleSupport, kmsKeyId, storageEncrypted } = inputs;
  return {
    ...settingsOf(inputs),
    dbInstanceIdentifier: inputs.identifier,
    dbInstanceClass: inputs.instanceClass,
    engine: engine.toLowerCase(),
    ...{ availabilityZone, dbName, engineLifecycleSupport, kmsKeyId, storageEncrypted },
    masterUsername: inputs.username,
    masterUserPassword: inputs.password ?? inputs.passwordWo,
    manageMasterUserPassword: inputs.manageMasterUserPassword,
    masterUserSecretKmsKeyId: inputs.masterUserSecretKmsKeyId,
  };
}

/** A replica takes from its source what is not said. */
export function replicaRequest(inputs: InstanceInputs, source: string): CreateReplicaRequest {
  const { availabilityZone, identifier: dbInstanceIdentifier, instanceClass: dbInstanceClass } = inputs;
  const { engineVersion: _version, ...settings } = settingsOf(inputs);
  const names = { dbInstanceIdentifier, dbInstanceClass, sourceDbInstanceIdentifier: source };
  return { ...settings, ...names, availabilityZone };
}

/** `old` is the state before: a password goes to AWS only where it changed. */
export function modifyRequest(inputs: InstanceInputs, old: Properties): ModifyDbInstanceRequest {
  const { manageMasterUserPassword: isManaged = false, password } = inputs;
  const wasManaged = old.manageMasterUserPassword === true;
  return {
    ...settingsOf(inputs),
    ...(hasGrown(old.allocatedStorage, inputs.allocatedStorage, inputs.maxAllocatedStorage) && {
      allocatedStorage: undefined,
    }),
    allowMajorVersionUpgrade: inputs.allowMajorVersionUpgrade,
    masterUserPassword: password === old.password ? newWriteOnly(inputs, old) : password,
    manageMasterUserPassword: isManaged === wasManaged ? undefined : isManaged,
    masterUserSecretKmsKeyId: isManaged && !wasManaged ? inputs.masterUserSecretKmsKeyId : undefined,
  };
}

/** A write-only password counts when its version is another one. */
function newWriteOnly({ passwordWo, passwordWoVersion }: InstanceInputs, old: Properties): string | undefined {
  return passwordWoVersion === old.passwordWoVersion ? undefined : passwordWo;
}

/** Whether the instance has more storage than the program says because it may grow: not a wish to have less. */
export function hasGrown(actual: unknown, wanted: unknown, most: unknown): boolean {
  return typeof actual === "number" && typeof wanted === "number" && actual > wanted && Number(most ?? 0) > wanted;
}

function settingsOf(inputs: InstanceInputs): ModifyDbInstanceRequest {
  return {
    dbInstanceIdentifier: inputs.identifier,
    dbInstanceClass: inputs.instanceClass,
    engineVersion: inputs.engineVersion,
    allocatedStorage: inputs.allocatedStorage,
    // A maximum that equals the storage turns growth off.
    maxAllocatedStorage: inputs.maxAllocatedStorage === inputs.allocatedStorage ? 0 : (inputs.maxAllocatedStorage ?? 0),
    storageType: inputs.storageType,
    iops: inputs.iops,
    storageThroughput: inputs.storageThroughput,
    dbSubnetGroupName: inputs.dbSubnetGroupName,
    multiAZ: inputs.multiAz,
    publiclyAccessible: inputs.publiclyAccessible,
    vpcSecurityGroupIds: inputs.vpcSecurityGroupIds,
    dbParameterGroupName: inputs.parameterGroupName,
    iamDatabaseAuthenticationEnabled: inputs.iamDatabaseAuthenticationEnabled,
    caCertificateIdentifier: inputs.caCertIdentifier,
    backupRetentionPeriod: inputs.backupRetentionPeriod,
    preferredBackupWindow: inputs.backupWindow,
    preferredMaintenanceWindow: inputs.maintenanceWindow?.toLowerCase(),
    copyTagsToSnapshot: inputs.copyTagsToSnapshot,
    autoMinorVersionUpgrade: inputs.autoMinorVersionUpgrade,
    deletionProtection: inputs.deletionProtection,
    enabledCloudwatchLogsExports: inputs.enabledCloudwatchLogsExports ?? [],
    performanceInsightsEnabled: inputs.performanceInsightsEnabled,
    performanceInsightsKmsKeyId: inputs.performanceInsightsKmsKeyId,
    performanceInsightsRetentionPeriod: inputs.performanceInsightsRetentionPeriod,
    databaseInsightsMode: inputs.databaseInsightsMode,
    monitoringInterval: inputs.monitoringInterval,
    monitoringRoleArn: inputs.monitoringRoleArn,
    networkType: inputs.networkType,
    port: inputs.port,
    tags: inputs.tags ?? {},
  };
}
