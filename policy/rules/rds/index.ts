import type { Rule } from "../../framework/rule";
import { rdsAdminName } from "./rds-admin-name";
import { rdsBackupRetention } from "./rds-backup-retention";
import { rdsCaCurrent } from "./rds-ca-current";
import { rdsCopyTags } from "./rds-copy-tags";
import { rdsCustomerKey } from "./rds-customer-key";
import { rdsDeletionProtection } from "./rds-deletion-protection";
import { rdsEngineSupported } from "./rds-engine-supported";
import { rdsFinalSnapshot } from "./rds-final-snapshot";
import { rdsIamAuth } from "./rds-iam-auth";
import { rdsLogsExported } from "./rds-logs-exported";
import { rdsManagedMasterSecret } from "./rds-managed-master-secret";
import { rdsMinorUpgrade } from "./rds-minor-upgrade";
import { rdsMonitoring } from "./rds-monitoring";
import { rdsMultiAz } from "./rds-multi-az";
import { rdsNoPublicAccess } from "./rds-no-public-access";
import { rdsOwnNetwork } from "./rds-own-network";
import { rdsProxyTlsIam } from "./rds-proxy-tls-iam";
import { rdsSnapshotNotSharedOpenly } from "./rds-snapshot-not-shared-openly";
import { rdsStorageEncrypted } from "./rds-storage-encrypted";
import { rdsTlsParameter } from "./rds-tls-parameter";

export const rdsRules: readonly Rule[] = [
  rdsNoPublicAccess,
  rdsStorageEncrypted,
  rdsCustomerKey,
  rdsManagedMasterSecret,
  rdsBackupRetention,
  rdsDeletionProtection,
  rdsFinalSnapshot,
  rdsSnapshotNotSharedOpenly,
  rdsTlsParameter,
  rdsProxyTlsIam,
  rdsIamAuth,
  rdsOwnNetwork,
  rdsMultiAz,
  rdsLogsExported,
  rdsMonitoring,
  rdsMinorUpgrade,
  rdsCopyTags,
  rdsCaCurrent,
  rdsAdminName,
  rdsEngineSupported,
];
