import { kind } from "../../../state/store";
import type { Tags } from "../../ec2/entities";
import type { DbParameter, Kept, MasterUserSecret } from "../entities";

/** An Aurora cluster: its storage and its two names. Entity id: the resource id `cluster-…`. */
export interface DbCluster {
  readonly dbClusterIdentifier: string;
  readonly dbClusterResourceId: string;
  readonly status: "creating" | "available" | "deleting";
  /** `aurora-postgresql` or `aurora-mysql`. */
  readonly engine: string;
  /** Full version: `16.15`, `8.0.mysql_aurora.3.13.0`. */
  readonly engineVersion: string;
  readonly databaseName?: string;
  readonly masterUsername: string;
  readonly masterUserSecret?: MasterUserSecret;
  /** Host name of the cluster (writer) endpoint. */
  readonly endpoint: string;
  /** Host name of the reader endpoint. */
  readonly readerEndpoint: string;
  readonly port: number;
  readonly hostedZoneId: string;
  /** Resource id `db-…` of the instance that writes; none while the cluster has no instance. */
  readonly writer?: string;
  readonly availabilityZones: readonly string[];
  readonly dbSubnetGroupName: string;
  readonly vpcId: string;
  readonly vpcSecurityGroupIds: readonly string[];
  readonly dbClusterParameterGroupName: string;
  /** What of its group's parameters the server runs with. */
  readonly appliedParameters: Readonly<Record<string, string>>;
  readonly parameterApplyStatus: "in-sync" | "pending-reboot";
  readonly storageEncrypted: boolean;
  /** ARN of the key, set whenever the storage is encrypted. */
  readonly kmsKeyId?: string;
  /** Empty for Aurora Standard. */
  readonly storageType: "" | "aurora-iopt1";
  readonly iamDatabaseAuthenticationEnabled: boolean;
  readonly backupRetentionPeriod: number;
  /** Seconds; 0: off. */
  readonly backtrackWindow: number;
  readonly preferredBackupWindow: string;
  readonly preferredMaintenanceWindow: string;
  readonly copyTagsToSnapshot: boolean;
  readonly deletionProtection: boolean;
  readonly enabledCloudwatchLogsExports: readonly string[];
  readonly serverlessV2ScalingConfiguration?: ServerlessV2Scaling;
  readonly performanceInsightsEnabled: boolean;
  readonly performanceInsightsKmsKeyId?: string;
  readonly performanceInsightsRetentionPeriod?: number;
  readonly databaseInsightsMode: "standard" | "advanced";
  readonly monitoringInterval: number;
  readonly monitoringRoleArn?: string;
  readonly engineLifecycleSupport: string;
  readonly networkType: "IPV4" | "DUAL";
  readonly tags: Tags;
}

/** Aurora capacity units, 2 GiB each. */
export interface ServerlessV2Scaling {
  readonly minCapacity: number;
  readonly maxCapacity: number;
  /** Only with a minimum of 0. */
  readonly secondsUntilAutoPause?: number;
}

/** An instance of a cluster. Entity id: the resource id `db-…`. */
export interface DbClusterInstance {
  readonly dbInstanceIdentifier: string;
  readonly dbiResourceId: string;
  readonly dbInstanceStatus: "available";
  /** Resource id `cluster-…` of its cluster. */
  readonly dbClusterResourceId: string;
  readonly dbInstanceClass: string;
  /** Host name of the instance's own endpoint. */
  readonly address: string;
  readonly availabilityZone: string;
  /** 0-15: a failover takes the reader with the lowest first. */
  readonly promotionTier: number;
  readonly publiclyAccessible: boolean;
  readonly autoMinorVersionUpgrade: boolean;
  readonly caCertificateIdentifier: string;
  readonly copyTagsToSnapshot: boolean;
  readonly preferredMaintenanceWindow: string;
  readonly monitoringInterval: number;
  readonly monitoringRoleArn?: string;
  readonly performanceInsightsEnabled: boolean;
  readonly performanceInsightsKmsKeyId?: string;
  readonly performanceInsightsRetentionPeriod?: number;
  readonly tags: Tags;
}

/** Entity id: the ARN. */
export interface DbClusterParameterGroup {
  readonly dbClusterParameterGroupName: string;
  readonly dbParameterGroupFamily: string;
  readonly description: string;
  readonly parameters: readonly DbParameter[];
  readonly tags: Tags;
}

/** Entity id: the ARN. Only the final snapshots of deleted clusters. */
export interface DbClusterSnapshot extends Kept<RestorableCluster> {
  readonly dbClusterSnapshotIdentifier: string;
  readonly dbClusterIdentifier: string;
  readonly dbClusterResourceId: string;
  readonly snapshotCreateTime: string;
  readonly kmsKeyId?: string;
}

/** What of a cluster comes back with its data. */
export type RestorableCluster = Pick<
  DbCluster,
  | "engine"
  | "engineVersion"
  | "masterUsername"
  | "databaseName"
  | "storageEncrypted"
  | "kmsKeyId"
  | "storageType"
  | "port"
>;

export const dbClusterKind = kind<DbCluster>("rds:db-cluster");
export const dbClusterInstanceKind = kind<DbClusterInstance>("rds:db-cluster-instance");
export const dbClusterParameterGroupKind = kind<DbClusterParameterGroup>("rds:db-cluster-parameter-group");
export const dbClusterSnapshotKind = kind<DbClusterSnapshot>("rds:db-cluster-snapshot");
