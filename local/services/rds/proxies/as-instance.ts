import type { Entity, Reads } from "../../../state/store";
import { hostedZoneId } from "../identifiers";
import { dbInstanceKind, type DbInstance } from "../entities";
import type { DbProxy } from "./entities";
import { targetDatabase } from "./proxy-target";

/**
 * A proxy as DescribeDBInstances would show an instance at its endpoint, with its own name, ARN and resource id: what logs
 * in to it need not know that it is one. What only its database has is its database's, where there is one.
 *
 * @param address of the endpoint, where it is not the default one.
 */
export function proxyAsInstance(
  reads: Reads,
  proxy: Entity<DbProxy>,
  address: string = proxy.data.endpoint,
): Entity<DbInstance> {
  const { id, data } = proxy;
  const database = targetDatabase(reads, proxy)?.data ?? nothing(data);
  // The proxy has none of its own: what it logs in with is in `auth`.
  const { masterUserSecret: _secret, ...shared } = database;
  const instance: DbInstance = {
    ...shared,
    dbInstanceIdentifier: data.dbProxyName,
    dbiResourceId: id,
    dbInstanceStatus: "available",
    endpoint: { address, port: data.port, hostedZoneId: hostedZoneId(proxy) },
    vpcId: data.vpcId,
    vpcSecurityGroupIds: data.vpcSecurityGroupIds,
    publiclyAccessible: false,
    iamDatabaseAuthenticationEnabled: takesTokens(data),
  };
  return { ...proxy, kind: dbInstanceKind, data: instance };
}

/** Whether clients can log in to the proxy with IAM tokens. */
export function takesTokens({ defaultAuthScheme, auth }: DbProxy): boolean {
  return defaultAuthScheme === "IAM_AUTH" || auth.some((it) => it.iamAuth === "REQUIRED");
}

/** What a proxy without a database shows in place of it. */
function nothing({ engineFamily, vpcId, tags }: DbProxy): DbInstance {
  return {
    ...{ dbInstanceIdentifier: "", dbiResourceId: "", dbInstanceStatus: "stopped", dbInstanceClass: "" },
    engine: engineFamily === "MYSQL" ? "mysql" : "postgres",
    ...{ engineVersion: "", masterUsername: "", allocatedStorage: 0, storageType: "", storageEncrypted: false },
    endpoint: { address: "", port: 0, hostedZoneId: "" },
    ...{ dbSubnetGroupName: "", vpcId, availabilityZone: "", multiAZ: false, publiclyAccessible: false },
    ...{ vpcSecurityGroupIds: [], dbParameterGroupName: "", appliedParameters: {}, parameterApplyStatus: "in-sync" },
    ...{ optionGroupName: "", iamDatabaseAuthenticationEnabled: false, caCertificateIdentifier: "" },
    ...{ backupRetentionPeriod: 0, preferredBackupWindow: "", preferredMaintenanceWindow: "" },
    ...{ copyTagsToSnapshot: false, autoMinorVersionUpgrade: true, deletionProtection: false },
    ...{ enabledCloudwatchLogsExports: [], performanceInsightsEnabled: false, databaseInsightsMode: "standard" },
    ...{ monitoringInterval: 0, engineLifecycleSupport: "", licenseModel: "", networkType: "IPV4", tags },
  };
}
