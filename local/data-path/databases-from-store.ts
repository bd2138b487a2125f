import { readerEndpoint } from "../../reachability/aurora";
import type { Database } from "../../reachability/topology";
import { clusterAsInstance } from "../services/rds/clusters/as-instance";
import { dbClusterKind, type DbCluster } from "../services/rds/clusters/entities";
import { membersOf } from "../services/rds/clusters/find";
import type { RdsEndpoint } from "../services/rds/endpoints";
import { dbInstanceKind, dbSubnetGroupKind, type DbInstance } from "../services/rds/entities";
import type { Entity, Reads } from "../state/store";

/** All databases, instances and clusters, in the topology's words. */
export function databases(reads: Reads): readonly Database[] {
  return [
    ...reads.list(dbInstanceKind).map((instance) => databaseNode(reads, instance)),
    ...reads.list(dbClusterKind).map((cluster) => clusterNode(reads, cluster)),
  ];
}

/** What a client of an endpoint meets, in the topology's words. */
export function endpointNode(reads: Reads, { role, instance }: RdsEndpoint): Database {
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
