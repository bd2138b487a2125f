import type { Entity, Reads } from "../../../state/store";
import { dbInstanceKind, type DbInstance } from "../entities";
import type { DbCluster, DbClusterInstance } from "./entities";
import { membersOf } from "./find";

/** What runs a cluster without an instance: enough for its data to be there when one comes. */
const CLASS_WITHOUT_INSTANCE = "db.t4g.medium";

/**
 * A cluster as DescribeDBInstances would show the instance its writer endpoint leads to, under the cluster's own name, ARN
 * and resource id: what logs in to it, runs it and asks for it need not know that it is a cluster.
 */
export function clusterAsInstance(reads: Reads, cluster: Entity<DbCluster>): Entity<DbInstance> {
  const { data } = cluster;
  const writer = writerOf(reads, cluster);
  const capacity = data.serverlessV2ScalingConfiguration?.maxCapacity;
  const { endpoint, dbClusterIdentifier, dbClusterResourceId, databaseName, status } = data;
  const { writer: _writer, readerEndpoint: _reader, port, hostedZoneId, ...shared } = data;
  const instance: DbInstance = {
    ...shared,
    dbInstanceIdentifier: dbClusterIdentifier,
    dbiResourceId: dbClusterResourceId,
    dbInstanceStatus: status,
    dbInstanceClass: writer?.data.dbInstanceClass ?? CLASS_WITHOUT_INSTANCE,
    endpoint: { address: endpoint, port, hostedZoneId },
    ...(databaseName === undefined ? {} : { dbName: databaseName }),
    ...(capacity === undefined ? {} : { serverlessMaxCapacity: capacity }),
    allocatedStorage: 1,
    multiAZ: false,
    availabilityZone: writer?.data.availabilityZone ?? "",
    publiclyAccessible: membersOf(reads, cluster.id).some((it) => it.data.publiclyAccessible),
    dbParameterGroupName: data.dbClusterParameterGroupName,
    optionGroupName: "",
    caCertificateIdentifier: writer?.data.caCertificateIdentifier ?? "",
    autoMinorVersionUpgrade: writer?.data.autoMinorVersionUpgrade ?? true,
    licenseModel: "",
  };
  return { ...cluster, kind: dbInstanceKind, data: instance };
}

/** The instance that writes; undefined while there is none. */
export function writerOf(reads: Reads, { id, data }: Entity<DbCluster>): Entity<DbClusterInstance> | undefined {
  return membersOf(reads, id).find((it) => it.id === data.writer);
}

/** The instances that only read. */
export function readersOf(reads: Reads, { id, data }: Entity<DbCluster>): readonly Entity<DbClusterInstance>[] {
  return membersOf(reads, id).filter((it) => it.id !== data.writer);
}
