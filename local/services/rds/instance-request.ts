import type { DbInstance } from "./entities";

/** What of an instance can be changed later. */
export const changeable = [
  "dbInstanceIdentifier",
  "dbInstanceClass",
  "engineVersion",
  "allocatedStorage",
  "maxAllocatedStorage",
  "storageType",
  "iops",
  "storageThroughput",
  "dbSubnetGroupName",
  "multiAZ",
  "publiclyAccessible",
  "vpcSecurityGroupIds",
  "dbParameterGroupName",
  "iamDatabaseAuthenticationEnabled",
  "caCertificateIdentifier",
  "backupRetentionPeriod",
  "preferredBackupWindow",
  "preferredMaintenanceWindow",
  "copyTagsToSnapshot",
  "autoMinorVersionUpgrade",
  "deletionProtection",
  "enabledCloudwatchLogsExports",
  "performanceInsightsEnabled",
  "performanceInsightsKmsKeyId",
  "performanceInsightsRetentionPeriod",
  "databaseInsightsMode",
  "monitoringInterval",
  "monitoringRoleArn",
  "networkType",
  "tags",
] as const;

type Changeable = Pick<DbInstance, (typeof changeable)[number]>;

/** What the master user's password comes from: a given one, or one RDS makes and keeps in Secrets Manager. */
export interface MasterPasswordWishes {
  readonly masterUserPassword?: string | undefined;
  readonly manageMasterUserPassword?: boolean | undefined;
  /** Key for the managed secret. Default: `alias/aws/secretsmanager`. */
  readonly masterUserSecretKmsKeyId?: string | undefined;
}

/** ModifyDBInstance's request: what is left out stays as it is. Everything is applied at once. `maxAllocatedStorage: 0` ends autoscaling. */
export type ModifyDbInstanceRequest = { readonly [K in keyof Changeable]?: Changeable[K] | undefined } & {
  readonly port?: number | undefined;
  /** Default: false, which refuses another major version. */
  readonly allowMajorVersionUpgrade?: boolean | undefined;
} & MasterPasswordWishes;

/** CreateDBInstance's request: what is left out gets RDS's defaults. */
export type CreateDbInstanceRequest = ModifyDbInstanceRequest & {
  readonly dbInstanceIdentifier: string;
  readonly dbInstanceClass: string;
  readonly engine: string;
  readonly dbName?: string | undefined;
  readonly masterUsername?: string | undefined;
  readonly storageEncrypted?: boolean | undefined;
  readonly kmsKeyId?: string | undefined;
  readonly availabilityZone?: string | undefined;
  readonly engineLifecycleSupport?: string | undefined;
};
