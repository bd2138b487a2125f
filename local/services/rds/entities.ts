/** RDS's entities as the store keeps them: AWS's own field names in camelCase. No entity here holds a password. */
import { kind } from "../../state/store";
import type { Tags } from "../ec2/entities";

/** Entity id: the resource id `db-…`, which stays when the identifier (and with it the ARN) changes. */
export interface DbInstance {
  readonly dbInstanceIdentifier: string;
  readonly dbiResourceId: string;
  readonly dbInstanceStatus: "creating" | "available" | "modifying" | "stopped" | "deleting";
  readonly dbInstanceClass: string;
  /** Capacity units of 2 GiB that `db.serverless` may take: only where the instance stands for a cluster. */
  readonly serverlessMaxCapacity?: number;
  /** `postgres`, `mysql` or `mariadb`. */
  readonly engine: string;
  /** Full version, such as `17.11`. */
  readonly engineVersion: string;
  readonly dbName?: string;
  /** Of a read replica: resource id of the instance it follows. */
  readonly readReplicaSource?: string;
  readonly masterUsername: string;
  readonly masterUserSecret?: MasterUserSecret;
  readonly endpoint: { readonly address: string; readonly port: number; readonly hostedZoneId: string };
  readonly allocatedStorage: number;
  readonly maxAllocatedStorage?: number;
  readonly storageType: string;
  readonly iops?: number;
  readonly storageThroughput?: number;
  readonly storageEncrypted: boolean;
  /** ARN of the key, set whenever the storage is encrypted. */
  readonly kmsKeyId?: string;
  readonly dbSubnetGroupName: string;
  readonly vpcId: string;
  /** Where the primary (and, with Multi-AZ, the standby) has its network interface. */
  readonly availabilityZone: string;
  readonly secondaryAvailabilityZone?: string;
  readonly multiAZ: boolean;
  readonly publiclyAccessible: boolean;
  readonly vpcSecurityGroupIds: readonly string[];
  readonly dbParameterGroupName: string;
  /** What of its group's parameters the server runs with; the family's defaults are not among them. */
  readonly appliedParameters: Readonly<Record<string, string>>;
  /** `pending-reboot` while the group holds values the server takes at its next start only. */
  readonly parameterApplyStatus: "in-sync" | "pending-reboot";
  readonly optionGroupName: string;
  readonly iamDatabaseAuthenticationEnabled: boolean;
  readonly caCertificateIdentifier: string;
  readonly backupRetentionPeriod: number;
  readonly preferredBackupWindow: string;
  readonly preferredMaintenanceWindow: string;
  readonly copyTagsToSnapshot: boolean;
  readonly autoMinorVersionUpgrade: boolean;
  readonly deletionProtection: boolean;
  readonly enabledCloudwatchLogsExports: readonly string[];
  readonly performanceInsightsEnabled: boolean;
  readonly performanceInsightsKmsKeyId?: string;
  readonly performanceInsightsRetentionPeriod?: number;
  readonly databaseInsightsMode: "standard" | "advanced";
  readonly monitoringInterval: number;
  readonly monitoringRoleArn?: string;
  readonly engineLifecycleSupport: string;
  readonly licenseModel: string;
  readonly networkType: "IPV4" | "DUAL";
  readonly tags: Tags;
}

export interface MasterUserSecret {
  readonly secretArn: string;
  readonly secretStatus: "active";
  readonly kmsKeyId: string;
}

/** Entity id: the ARN (names are unique only in an account and Region). */
export interface DbSubnetGroup {
  readonly dbSubnetGroupName: string;
  readonly dbSubnetGroupDescription: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly tags: Tags;
}

/** Entity id: the ARN. `parameters` holds only what was set; the family's defaults are in `parameters.ts`. */
export interface DbParameterGroup {
  readonly dbParameterGroupName: string;
  readonly dbParameterGroupFamily: string;
  readonly description: string;
  readonly parameters: readonly DbParameter[];
  readonly tags: Tags;
}

export interface DbParameter {
  readonly parameterName: string;
  readonly parameterValue: string;
  readonly applyMethod: "immediate" | "pending-reboot";
}

/** Entity id: the ARN. Final snapshots of deleted instances, and copies of snapshots. */
export interface DbSnapshot extends Kept<RestorableInstance> {
  readonly dbSnapshotIdentifier: string;
  readonly dbInstanceIdentifier: string;
  readonly dbiResourceId: string;
  readonly snapshotCreateTime: string;
  readonly kmsKeyId?: string;
  readonly tags?: Tags;
}

/** What of an instance or cluster comes back with its data; absent in what an earlier release took, which holds no data. */
export interface Kept<Restorable> {
  readonly restorable?: Restorable;
  /** By which the databases have the data. */
  readonly copyId?: string;
}

export type RestorableInstance = Pick<
  DbInstance,
  | "engine"
  | "engineVersion"
  | "masterUsername"
  | "dbName"
  | "dbInstanceClass"
  | "allocatedStorage"
  | "storageType"
  | "iops"
  | "storageEncrypted"
  | "kmsKeyId"
  | "licenseModel"
  | "optionGroupName"
  | "availabilityZone"
  | "vpcId"
> & { readonly port: number };

export const dbInstanceKind = kind<DbInstance>("rds:db-instance");
export const dbSubnetGroupKind = kind<DbSubnetGroup>("rds:db-subnet-group");
export const dbParameterGroupKind = kind<DbParameterGroup>("rds:db-parameter-group");
export const dbSnapshotKind = kind<DbSnapshot>("rds:db-snapshot");
