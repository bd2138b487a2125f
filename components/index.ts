export { DatabaseAccess, type DatabaseAccessArgs, type SharedDatabase } from "./access/database-access";
export { EncryptionKey, type EncryptionKeyArgs } from "./account/encryption-key";
export type { Place } from "./account/place";
export { Database, type DatabaseArgs } from "./database/database";
export { DatabaseBackup, type DatabaseBackupArgs } from "./database/database-backup";
export { DatabaseEngine } from "./database/database-engine";
export type { DatabaseSettings } from "./database/database-settings";
export {
  ResourceGateway,
  type GatewaySubnet,
  type GatewayTarget,
  type ResourceGatewayArgs,
} from "./lattice/resource-gateway";
export { ServiceNetwork, type ServiceNetworkArgs } from "./lattice/service-network";
export { Network, type NetworkArgs, type PlacedSubnet, type ZoneCidrs } from "./network/network";
export { ConnectRole, type ConnectRoleArgs } from "./sharing/connect-role";
export { DatabaseShare, type DatabaseShareArgs } from "./sharing/database-share";
export { ResourceShare, type ResourceShareArgs } from "./sharing/resource-share";
export type { LogSettings } from "./watch/log-settings";
