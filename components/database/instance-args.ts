import type * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";

import { ENGINES } from "./database-engine";
import type { CompleteSettings } from "./database-settings";
import type { MasterPassword } from "./master-password";
import type { Surroundings } from "./surroundings";

/** What an instance is made of beside its settings. */
export interface InstanceParts {
  readonly identifier: pulumi.Output<string>;
  readonly keyArn: pulumi.Output<string>;
  readonly around: Surroundings;
  /** Where RDS keeps none. */
  readonly password?: MasterPassword | undefined;
  readonly tags?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
  /** Whether it has IPv6 addresses beside the others. */
  readonly dualStack?: boolean;
}

/** The inputs of the instance that holds a database's data. */
export function instanceArgs(settings: CompleteSettings, parts: InstanceParts): rds.InstanceArgs {
  const { identifier, keyArn, password } = parts;
  return {
    ...commonArgs(settings, parts),
    identifier,
    engine: settings.engine,
    engineVersion: settings.engineVersion,
    allowMajorVersionUpgrade: settings.allowMajorVersionUpgrade,
    ...(ENGINES[settings.engine].extendedSupport && {
      engineLifecycleSupport: "open-source-rds-extended-support-disabled",
    }),
    instanceClass: settings.instanceClass,
    multiAz: settings.multiAz,
    allocatedStorage: settings.allocatedStorageGib,
    storageEncrypted: true,
    kmsKeyId: settings.restoreFrom?.kmsKeyArn ?? keyArn,
    dbName: settings.databaseName,
    username: settings.masterUsername,
    ...(password ?? { manageMasterUserPassword: true, masterUserSecretKmsKeyId: keyArn }),
    dbSubnetGroupName: parts.around.subnetGroupName,
    backupRetentionPeriod: settings.backupRetentionDays,
    ...(settings.backupWindow !== undefined && { backupWindow: settings.backupWindow }),
    deleteAutomatedBackups: false,
    skipFinalSnapshot: !settings.finalSnapshot,
    ...(settings.finalSnapshot && { finalSnapshotIdentifier: pulumi.interpolate`${identifier}-final` }),
  };
}

/** What the instance and its replicas have in common. */
export function commonArgs(settings: CompleteSettings, { keyArn, around, tags, dualStack }: InstanceParts) {
  return {
    autoMinorVersionUpgrade: true,
    applyImmediately: settings.applyImmediately,
    storageType: "gp3",
    maxAllocatedStorage: settings.maxAllocatedStorageGib,
    iamDatabaseAuthenticationEnabled: true,
    port: settings.port,
    publiclyAccessible: false,
    ...(dualStack === true && { networkType: "DUAL" }),
    vpcSecurityGroupIds: [around.securityGroupId],
    parameterGroupName: around.parameterGroupName,
    caCertIdentifier: settings.caCertificate,
    ...(settings.maintenanceWindow !== undefined && { maintenanceWindow: settings.maintenanceWindow }),
    copyTagsToSnapshot: true,
    deletionProtection: settings.deletionProtection,
    enabledCloudwatchLogsExports: settings.logExports,
    monitoringInterval: 60,
    monitoringRoleArn: around.monitoringRoleArn,
    // AWS's pages differ on what is the default; the other mode, advanced, costs by the vCPU.
    databaseInsightsMode: settings.databaseInsightsMode,
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: keyArn,
    // The advanced mode keeps no less (RDS guide, "Database Insights").
    performanceInsightsRetentionPeriod: settings.databaseInsightsMode === "advanced" ? 465 : 7,
    ...(tags !== undefined && { tags }),
  };
}
