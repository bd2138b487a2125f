import type { Entity } from "../../../state/store";
import { createDbCluster } from "../../../services/rds/clusters/create-cluster";
import { deleteDbCluster } from "../../../services/rds/clusters/delete-cluster";
import type { DbCluster } from "../../../services/rds/clusters/entities";
import { clusterOf, membersOf } from "../../../services/rds/clusters/find";
import { modifyDbCluster } from "../../../services/rds/clusters/modify-cluster";
import type { CreateDbClusterRequest, ModifyDbClusterRequest } from "../../../services/rds/clusters/cluster-request";
import {
  restoreDbClusterFromSnapshot,
  restoreDbClusterToPointInTime,
} from "../../../services/rds/clusters/restore-cluster";
import type { InputsOf } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType, type Call, type Problem, type Properties } from "../../resource-type";
import { clusterFields } from "./cluster-fields";
import { writtenKey, writtenVersion } from "./as-written";

type Inputs = InputsOf<typeof clusterFields>;

/** Aurora clusters. Multi-AZ clusters of RDS, global clusters and the Data API are refused by name. */
export const cluster = resourceType({
  token: "aws:rds/cluster:Cluster",
  label: "RDS Cluster",
  fields: clusterFields,
  check: passwordProblems,
  replacedBy: (_old, { availabilityZones }) => missingZones(availabilityZones),
  create: async (call, inputs) => {
    await created(call, inputs);
    return inputs.clusterIdentifier.toLowerCase();
  },
  read: (call, id, state) => {
    const found = clusterOf(call.services.store, call, id);
    return found && propertiesOf(call, found, state);
  },
  update: async (call, id, inputs, old) => {
    await modifyDbCluster(call.services, call, id, { ...settingsOf(inputs), ...passwordOf(inputs, old) });
  },
  delete: (call, id, { skipFinalSnapshot, finalSnapshotIdentifier: name }) =>
    unlessGone(
      deleteDbCluster(call.services, call, id, {
        skipFinalSnapshot: skipFinalSnapshot === true,
        finalDbSnapshotIdentifier: typeof name === "string" ? name : undefined,
      }),
    ),
});

/** Empty, or with the data of a snapshot or of another cluster. */
function created(call: Call, inputs: Inputs): Promise<Entity<DbCluster>> {
  const { snapshotIdentifier, restoreToPointInTime } = inputs;
  const request = createRequest(inputs);
  if (snapshotIdentifier !== undefined) {
    return restoreDbClusterFromSnapshot(call.services, call, snapshotIdentifier, request);
  }
  if (restoreToPointInTime !== undefined) {
    return restoreDbClusterToPointInTime(call.services, call, restoreToPointInTime, request);
  }
  return createDbCluster(call.services, call, request);
}

function createRequest(inputs: Inputs): CreateDbClusterRequest {
  const { availabilityZones, databaseName, dbSubnetGroupName, engine, engineLifecycleSupport } = inputs;
  const { kmsKeyId, masterUsername, storageEncrypted } = inputs;
  return {
    ...settingsOf(inputs),
    ...{ availabilityZones, databaseName, dbSubnetGroupName, engine, engineLifecycleSupport },
    ...{ kmsKeyId, masterUsername, storageEncrypted },
    dbClusterIdentifier: inputs.clusterIdentifier,
    masterUserPassword: inputs.masterPassword,
    manageMasterUserPassword: inputs.manageMasterUserPassword,
    masterUserSecretKmsKeyId: inputs.masterUserSecretKmsKeyId,
  };
}

function settingsOf(inputs: Inputs): ModifyDbClusterRequest {
  return {
    allowMajorVersionUpgrade: inputs.allowMajorVersionUpgrade,
    engineVersion: inputs.engineVersion,
    port: inputs.port,
    vpcSecurityGroupIds: inputs.vpcSecurityGroupIds,
    dbClusterParameterGroupName: inputs.dbClusterParameterGroupName,
    storageType: inputs.storageType === "aurora-iopt1" ? "aurora-iopt1" : "",
    iamDatabaseAuthenticationEnabled: inputs.iamDatabaseAuthenticationEnabled,
    backupRetentionPeriod: inputs.backupRetentionPeriod,
    backtrackWindow: inputs.backtrackWindow,
    preferredBackupWindow: inputs.preferredBackupWindow,
    preferredMaintenanceWindow: inputs.preferredMaintenanceWindow?.toLowerCase(),
    copyTagsToSnapshot: inputs.copyTagsToSnapshot,
    deletionProtection: inputs.deletionProtection,
    enabledCloudwatchLogsExports: inputs.enabledCloudwatchLogsExports ?? [],
    serverlessV2ScalingConfiguration: scalingOf(inputs),
    performanceInsightsEnabled: inputs.performanceInsightsEnabled,
    performanceInsightsKmsKeyId: inputs.performanceInsightsKmsKeyId,
    performanceInsightsRetentionPeriod: inputs.performanceInsightsRetentionPeriod,
    databaseInsightsMode: inputs.databaseInsightsMode,
    monitoringInterval: inputs.monitoringInterval,
    monitoringRoleArn: inputs.monitoringRoleArn,
    networkType: inputs.networkType,
    tags: inputs.tags ?? {},
  };
}

function scalingOf({ serverlessv2ScalingConfiguration: wanted }: Inputs) {
  if (wanted === undefined) return undefined;
  const { minCapacity, maxCapacity, secondsUntilAutoPause } = wanted;
  return { minCapacity, maxCapacity, ...(secondsUntilAutoPause === undefined ? {} : { secondsUntilAutoPause }) };
}

/** A password goes to AWS only where it changed. */
function passwordOf(inputs: Inputs, old: Properties): ModifyDbClusterRequest {
  const { manageMasterUserPassword: isManaged = false, masterPassword, masterUserSecretKmsKeyId } = inputs;
  const wasManaged = old.manageMasterUserPassword === true;
  return {
    masterUserPassword: masterPassword === old.masterPassword ? undefined : masterPassword,
    manageMasterUserPassword: isManaged === wasManaged ? undefined : isManaged,
    masterUserSecretKmsKeyId: isManaged && !wasManaged ? masterUserSecretKmsKeyId : undefined,
  };
}

function propertiesOf(call: Call, { id, arn, data }: Entity<DbCluster>, state: Properties): Properties {
  const { masterUserSecret, serverlessV2ScalingConfiguration } = data;
  return {
    ...data,
    arn,
    clusterIdentifier: data.dbClusterIdentifier,
    clusterResourceId: data.dbClusterResourceId,
    clusterMembers: membersOf(call.services.store, id).map((it) => it.data.dbInstanceIdentifier),
    engineMode: "provisioned",
    engineVersion: writtenVersion(data.engineVersion, state.engineVersion),
    engineVersionActual: data.engineVersion,
    serverlessv2ScalingConfiguration: serverlessV2ScalingConfiguration,
    // Aurora's own word for what has no name.
    storageType: data.storageType === "" && state.storageType === "aurora" ? "aurora" : data.storageType,
    masterUserSecrets: masterUserSecret === undefined ? [] : [masterUserSecret],
    masterUserSecretKmsKeyId: writtenKey(call, masterUserSecret?.kmsKeyId, state.masterUserSecretKmsKeyId),
  };
}

/** RDS takes three zones where fewer are named, which the provider sees as a change (its own documentation). */
function missingZones(wanted: readonly string[] | undefined): readonly string[] {
  return wanted !== undefined && wanted.length < 3 ? ["availabilityZones"] : [];
}

function passwordProblems({ masterPassword, manageMasterUserPassword }: Properties): readonly Problem[] {
  if (manageMasterUserPassword === true && masterPassword !== undefined) {
    return [{ property: "masterPassword", reason: "conflicts with manageMasterUserPassword; remove one of the two" }];
  }
  return [];
}
