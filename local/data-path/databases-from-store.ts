import { readerEndpoint } from "../../reachability/aurora";
import type { Database } from "../../reachability/topology";
import type { DatabaseProxy } from "../../reachability/database-proxy";
import { seenThrough } from "../../reachability/proxy";
import { clusterAsInstance, readersOf } from "../services/rds/clusters/as-instance";
import { dbClusterKind, type DbCluster } from "../services/rds/clusters/entities";
import { membersOf } from "../services/rds/clusters/find";
import type { RdsEndpoint } from "../services/rds/endpoints";
import { takesTokens } from "../services/rds/proxies/as-instance";
import { dbProxyEndpointKind, dbProxyKind, type DbProxy, type DbProxyEndpoint } from "../services/rds/proxies/entities";
import { dbInstanceKind, dbSubnetGroupKind, type DbInstance } from "../services/rds/entities";
import type { Entity, Reads } from "../state/store";

/** All databases, instances and clusters, in the topology's words. */
export function databases(reads: Reads): readonly Database[] {
  return [
    ...reads.list(dbInstanceKind).map((instance) => databaseNode(reads, instance)),
    ...reads.list(dbClusterKind).map((cluster) => clusterNode(reads, cluster)),
  ];
}

/** All proxies, each by each of its endpoints. */
export function proxies(reads: Reads): readonly DatabaseProxy[] {
  return reads
    .list(dbProxyKind)
    .flatMap((proxy) => [
      proxyNode(reads, proxy, proxy),
      ...reads
        .list(dbProxyEndpointKind, ({ data }) => data.dbProxyId === proxy.id)
        .map((endpoint) => proxyNode(reads, proxy, endpoint)),
    ]);
}

/** A read-only endpoint answers where its cluster has a reader. */
function proxyNode(
  reads: Reads,
  proxy: Entity<DbProxy>,
  { id, arn, data }: Entity<DbProxy> | Entity<DbProxyEndpoint>,
): DatabaseProxy {
  const { dbProxyName: name, target, port, requireTLS } = proxy.data;
  const cluster = reads.get(dbClusterKind, target?.databaseId ?? "");
  const readOnly = "targetRole" in data && data.targetRole === "READ_ONLY";
  return {
    ...{ id, arn, account: proxy.account, region: proxy.region, port },
    name: "dbProxyEndpointName" in data ? `${name} (${data.dbProxyEndpointName})` : name,
    vpcId: data.vpcId,
    subnetIds: data.vpcSubnetIds,
    securityGroupIds: data.vpcSecurityGroupIds,
    address: data.endpoint,
    resourceId: proxy.id,
    requireTls: requireTLS,
    iamAuthentication: takesTokens(proxy.data),
    databaseId: target?.databaseId ?? "no database",
    available: !readOnly || (cluster !== undefined && readersOf(reads, cluster).length > 0),
  };
}

/** What a client of an endpoint meets, in the topology's words. */
export function endpointNode(reads: Reads, { role, instance, proxy }: RdsEndpoint): Database {
  const front = proxies(reads).find(({ address }) => address === instance.data.endpoint.address);
  if (proxy !== undefined && front !== undefined) return seenThrough(front);
  const cluster = role === "instance" ? undefined : reads.get(dbClusterKind, instance.id);
  if (cluster === undefined) return databaseNode(reads, instance);
  const node = clusterNode(reads, cluster);
  return role === "reader" ? (readerEndpoint(node) ?? node) : node;
}

function databaseNode(reads: Reads, { id, arn, account, region, data }: Entity<DbInstance>): Database {
  const [group] = reads.list(
    dbSubnetGroupKind,
    (it) => it.account === account && it.region === region && it.data.dbSubnetGroupName === data.dbSubnetGroupName,
  );
  return {
    id,
    arn,
    name: data.dbInstanceIdentifier,
    account,
    region,
    vpcId: data.vpcId,
    subnetIds: group?.data.subnetIds ?? [],
    securityGroupIds: data.vpcSecurityGroupIds,
    port: data.endpoint.port,
    address: data.endpoint.address,
    publiclyAccessible: data.publiclyAccessible,
    available: data.dbInstanceStatus === "available",
    resourceId: data.dbiResourceId,
    iamAuthentication: data.iamDatabaseAuthenticationEnabled,
    engine: data.engine,
    networkType: data.networkType,
  };
}

function clusterNode(reads: Reads, cluster: Entity<DbCluster>): Database {
  const { readerEndpoint: readerAddress, writer } = cluster.data;
  const instances = membersOf(reads, cluster.id).map(({ id, data }) => ({
    id: data.dbInstanceIdentifier,
    role: id === writer ? ("writer" as const) : ("reader" as const),
    available: true,
  }));
  return { ...databaseNode(reads, clusterAsInstance(reads, cluster)), cluster: { readerAddress, instances } };
}
