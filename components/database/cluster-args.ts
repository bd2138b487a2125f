import type * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";

import { AURORA_ENGINES } from "./aurora-engine";
import type { FullClusterSettings } from "./cluster-settings";

/** What RDS is told of a cluster, but where it stands and who may connect. */
export function clusterArgs(
  settings: FullClusterSettings,
  identifier: pulumi.Output<string>,
  keyArn: pulumi.Output<string>,
): rds.ClusterArgs {
  const { serverlessV2, backtrackHours, finalSnapshot } = settings;
  const { name, logExports } = AURORA_ENGINES[settings.engine];
  return {
    clusterIdentifier: identifier,
    engine: name,
    engineMode: "provisioned",
    engineVersion: settings.engineVersion,
    allowMajorVersionUpgrade: settings.allowMajorVersionUpgrade,
    applyImmediately: settings.applyImmediately,
    engineLifecycleSupport: "open-source-rds-extended-support-disabled",
    databaseName: settings.databaseName,
    masterUsername: settings.masterUsername,
    manageMasterUserPassword: true,
    masterUserSecretKmsKeyId: keyArn,
    storageEncrypted: true,
    kmsKeyId: keyArn,
    iamDatabaseAuthenticationEnabled: true,
    port: settings.port,
    backupRetentionPeriod: settings.backupRetentionDays,
    copyTagsToSnapshot: true,
    deleteAutomatedBackups: false,
    deletionProtection: settings.deletionProtection,
    skipFinalSnapshot: !finalSnapshot,
    ...(finalSnapshot && { finalSnapshotIdentifier: pulumi.interpolate`${identifier}-final` }),
    enabledCloudwatchLogsExports: [...logExports],
    // As of an instance: the other mode, advanced, costs by the vCPU.
    databaseInsightsMode: "standard",
    ...(serverlessV2 !== undefined && { serverlessv2ScalingConfiguration: { ...serverlessV2 } }),
    // RDS counts it in seconds.
    ...(backtrackHours !== undefined && { backtrackWindow: backtrackHours * 3600 }),
  };
}

/** What RDS is told of one instance of a cluster, but its name, its cluster and its role. */
export function auroraInstanceArgs(
  settings: FullClusterSettings,
  { instanceClass, promotionTier }: FullClusterSettings["instances"][string],
  keyArn: pulumi.Output<string>,
): Omit<rds.ClusterInstanceArgs, "clusterIdentifier"> {
  return {
    engine: AURORA_ENGINES[settings.engine].name,
    instanceClass,
    ...(promotionTier !== undefined && { promotionTier }),
    applyImmediately: settings.applyImmediately,
    autoMinorVersionUpgrade: true,
    publiclyAccessible: false,
    caCertIdentifier: "rds-ca-rsa2048-g1",
    copyTagsToSnapshot: true,
    monitoringInterval: 60,
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: keyArn,
    performanceInsightsRetentionPeriod: 7,
  };
}
