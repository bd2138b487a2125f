export {
  DatabaseAccess,
  EndpointKind,
  type AccessEndpoints,
  type DatabaseAccessArgs,
  type StandingServiceNetwork,
} from "./access/database-access";
export type { SharedDatabase } from "./access/shared-database";
export { EncryptionKey, type EncryptionKeyArgs } from "./account/encryption-key";
export type { Place } from "./account/place";
export { AuroraCluster, type AuroraClusterArgs } from "./database/aurora-cluster";
export { AuroraEngine } from "./database/aurora-engine";
export type { ClusterInstanceSettings, ClusterSettings, ServerlessV2Settings } from "./database/cluster-settings";
export { Database, type DatabaseArgs } from "./database/database";
export { DatabaseBackup, type DatabaseBackupArgs } from "./database/database-backup";
export { DatabaseFleet, type DatabaseFleetArgs } from "./database/database-fleet";
export { DatabaseEngine } from "./database/database-engine";
export { DatabaseProxy, type DatabaseProxyArgs, type ProxyTargetIdentifier } from "./database/database-proxy";
export type { DatabaseSettings } from "./database/database-settings";
export { ExistingDatabase, type ExistingDatabaseArgs } from "./database/existing-database";
export type { ProxySettings } from "./database/proxy-settings";
export { TargetKind, type DatabaseTarget, type ShareableDatabase } from "./database/shareable-database";
export { ResourceGateway, type GatewaySubnet, type ResourceGatewayArgs } from "./lattice/resource-gateway";
export { ServiceNetwork, type ServiceNetworkArgs } from "./lattice/service-network";
export { AwsEndpoints, type AwsEndpointsArgs, type AwsEndpointSettings } from "./network/aws-endpoints";
export { DatabaseAcls, type DatabaseAclsArgs } from "./network/database-acls";
export { Network, type NetworkArgs, type PlacedSubnet, type ZoneCidrs } from "./network/network";
export { ConnectRole, type ConnectRoleArgs } from "./sharing/connect-role";
export { DatabaseShare, type DatabaseShareArgs } from "./sharing/database-share";
export { Grant, type GrantArgs } from "./sharing/grant";
export { ResourceShare, type ResourceShareArgs } from "./sharing/resource-share";
export { AccessChanges, type AccessChangesArgs } from "./watch/access-changes";
export { AlertTopic, type AlertTopicArgs } from "./watch/alert-topic";
export { AuditBucket, type AuditBucketArgs } from "./watch/audit-bucket";
export { AuditTrail, type AuditTrailArgs } from "./watch/audit-trail";
export { ConnectionAlarms, type ConnectionAlarmsArgs } from "./watch/connection-alarms";
export { ConnectionMetrics, type ConnectionMetricsArgs } from "./watch/connection-metrics";
export { Dashboard, type DashboardArgs } from "./watch/dashboard";
export { DatabaseAlarms, type DatabaseAlarmsArgs } from "./watch/database-alarms";
export type { LogSettings } from "./watch/log-settings";
