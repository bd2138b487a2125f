import type { MasterPasswordWishes } from "../instance-request";
import type { DbCluster } from "./entities";

/** What of a cluster can be changed later. */
export const changeable = [
  "engineVersion",
  "vpcSecurityGroupIds",
  "dbClusterParameterGroupName",
  "storageType",
  "iamDatabaseAuthenticationEnabled",
  "backupRetentionPeriod",
  "backtrackWindow",
  "preferredBackupWindow",
  "preferredMaintenanceWindow",
  "copyTagsToSnapshot",
  "deletionProtection",
  "enabledCloudwatchLogsExports",
  "serverlessV2ScalingConfiguration",
  "performanceInsightsEnabled",
  "performanceInsightsKmsKeyId",
  "performanceInsightsRetentionPeriod",
  "databaseInsightsMode",
  "monitoringInterval",
  "monitoringRoleArn",
  "networkType",
  "port",
  "tags",
] as const;

type Changeable = Pick<DbCluster, (typeof changeable)[number]>;

/** ModifyDBCluster's request: what is left out stays as it is. Everything is applied at once. */
export type ModifyDbClusterRequest = { readonly [K in keyof Changeable]?: Changeable[K] | undefined } & {
  /** Default: false, which refuses another major version. */
  readonly allowMajorVersionUpgrade?: boolean | undefined;
} & MasterPasswordWishes;

/** CreateDBCluster's request: what is left out gets RDS's defaults. */
export type CreateDbClusterRequest = ModifyDbClusterRequest & {
  readonly dbClusterIdentifier: string;
  readonly engine: string;
  readonly databaseName?: string | undefined;
  readonly masterUsername?: string | undefined;
  readonly dbSubnetGroupName?: string | undefined;
  readonly availabilityZones?: readonly string[] | undefined;
  readonly storageEncrypted?: boolean | undefined;
  readonly kmsKeyId?: string | undefined;
  readonly engineLifecycleSupport?: string | undefined;
};
