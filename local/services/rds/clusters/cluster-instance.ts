import { arnOf } from "../../../../aws/arn";
import { AwsError } from "../../../ground/aws-error";
import type { Entity, Transaction } from "../../../state/store";
import { defined } from "../../defined";
import { deleteNetworkInterfaces } from "../../ec2/addresses";
import { entityOf } from "../../entity-of";
import type { Caller, Services } from "../../services";
import { undoable } from "../../undoable";
import { checkNameFree } from "../check-name-free";
import { findSubnetGroup } from "../find";
import { endpointAddress, newResourceId } from "../identifiers";
import { placementOf, putInterfaces } from "../placement";
import { subnetsOf } from "../subnet-group";
import { clusterAsInstance, writerOf } from "./as-instance";
import { checkClusterInstance } from "./check-cluster-instance";
import { dbClusterInstanceKind, type DbCluster, type DbClusterInstance } from "./entities";
import { findCluster, findClusterInstance, membersOf } from "./find";

/** A cluster has one writer and at most 15 readers (Aurora user guide, "Quotas"). */
const MOST_INSTANCES = 16;

type Settings = Pick<
  DbClusterInstance,
  | "dbInstanceClass"
  | "promotionTier"
  | "publiclyAccessible"
  | "autoMinorVersionUpgrade"
  | "caCertificateIdentifier"
  | "copyTagsToSnapshot"
  | "preferredMaintenanceWindow"
  | "monitoringInterval"
  | "monitoringRoleArn"
  | "performanceInsightsEnabled"
  | "performanceInsightsKmsKeyId"
  | "performanceInsightsRetentionPeriod"
  | "tags"
>;

/** What is left out stays as it is, or gets RDS's defaults. */
export type ClusterInstanceSettings = { readonly [K in keyof Settings]?: Settings[K] | undefined };

export type CreateClusterInstanceRequest = ClusterInstanceSettings & {
  readonly dbInstanceIdentifier: string;
  readonly dbClusterIdentifier: string;
  readonly engine: string;
  readonly dbInstanceClass: string;
  readonly dbSubnetGroupName?: string | undefined;
  readonly availabilityZone?: string | undefined;
};

const defaults = {
  promotionTier: 1,
  publiclyAccessible: false,
  autoMinorVersionUpgrade: true,
  caCertificateIdentifier: "rds-ca-rsa2048-g1",
  copyTagsToSnapshot: false,
  preferredMaintenanceWindow: "mon:04:00-mon:04:30",
  monitoringInterval: 0,
  performanceInsightsEnabled: false,
  tags: {},
} as const;

/** CreateDBInstance in a cluster: the first one is its writer. */
export async function createClusterInstance(
  services: Services,
  caller: Caller,
  request: CreateClusterInstanceRequest,
): Promise<Entity<DbClusterInstance>> {
  return changing(services, caller, request.dbClusterIdentifier, (transaction, cluster) => {
    checkNew(transaction, caller, cluster, request);
    const { engine: _engine, dbClusterIdentifier: _cluster, dbSubnetGroupName, availabilityZone, ...wishes } = request;
    const group = findSubnetGroup(transaction, caller, cluster.data.dbSubnetGroupName);
    if (dbSubnetGroupName !== undefined && dbSubnetGroupName !== cluster.data.dbSubnetGroupName) {
      const message = `The DB subnet group ${dbSubnetGroupName} is not that of the DB cluster, ${cluster.data.dbSubnetGroupName}.`;
      throw new AwsError("InvalidParameterCombination", message);
    }
    const zone = availabilityZone ?? freestZone(transaction, caller, cluster);
    const identifier = request.dbInstanceIdentifier.toLowerCase();
    const dbiResourceId = newResourceId(services.ids);
    const data: DbClusterInstance = {
      ...defaults,
      ...defined(wishes),
      dbInstanceIdentifier: identifier,
      dbiResourceId,
      dbInstanceStatus: "available",
      dbClusterResourceId: cluster.id,
      address: endpointAddress(caller, identifier),
      availabilityZone: placementOf(transaction, group, { multiAZ: false }, zone).availabilityZone,
    };
    checkClusterInstance(services, caller, cluster, data);
    const arn = arnOf(caller, "rds", `db:${identifier}`);
    const instance = entityOf(dbClusterInstanceKind, dbiResourceId, arn, caller, data);
    const { dbSubnetGroupName: subnetGroup, vpcSecurityGroupIds } = cluster.data;
    const placed = { arn, data: { ...data, dbSubnetGroupName: subnetGroup, vpcSecurityGroupIds } };
    putInterfaces(transaction, services.ids, caller, placed);
    transaction.put(instance);
    if (writerOf(transaction, cluster) === undefined) putWriter(transaction, cluster, instance.id);
    return instance;
  });
}

/** ModifyDBInstance of one in a cluster. */
export async function modifyClusterInstance(
  services: Services,
  caller: Caller,
  id: string,
  settings: ClusterInstanceSettings,
): Promise<Entity<DbClusterInstance>> {
  const { dbClusterResourceId } = findClusterInstance(services.store, caller, id).data;
  return changing(services, caller, dbClusterResourceId, (transaction, cluster) => {
    const before = findClusterInstance(transaction, caller, id);
    const now = { ...before, data: { ...before.data, ...defined(settings) } };
    checkClusterInstance(services, caller, cluster, now.data);
    transaction.put(now);
    return now;
  });
}

/** DeleteDBInstance of one in a cluster: where the writer goes, a reader takes its place. */
export async function deleteClusterInstance(services: Services, caller: Caller, id: string): Promise<void> {
  const { dbClusterResourceId } = findClusterInstance(services.store, caller, id).data;
  await changing(services, caller, dbClusterResourceId, (transaction, cluster) => {
    const instance = findClusterInstance(transaction, caller, id);
    deleteNetworkInterfaces(transaction, instance.arn);
    transaction.delete(dbClusterInstanceKind, instance.id);
    if (cluster.data.writer !== instance.id) return;
    const [next] = membersOf(transaction, cluster.id);
    putWriter(transaction, cluster, next?.id);
  });
}

/** Changes the instances of a cluster, and tells its server, whose size follows the writer's class. */
async function changing<T>(
  services: Services,
  caller: Caller,
  clusterId: string,
  work: (transaction: Transaction, cluster: Entity<DbCluster>) => T,
): Promise<T> {
  const { result, undo } = await undoable(services.store, (transaction) => {
    const cluster = findCluster(transaction, caller, clusterId);
    const before = clusterAsInstance(transaction, cluster);
    const made = work(transaction, cluster);
    return { made, before, now: clusterAsInstance(transaction, findCluster(transaction, caller, cluster.id)) };
  });
  try {
    const { before, now } = result;
    if (before.data.dbInstanceClass !== now.data.dbInstanceClass) await services.databases.modified(now, before);
  } catch (error) {
    await undo();
    throw error;
  }
  return result.made;
}

function checkNew(
  transaction: Transaction,
  caller: Caller,
  { id, data }: Entity<DbCluster>,
  { dbInstanceIdentifier: identifier, engine }: CreateClusterInstanceRequest,
): void {
  checkNameFree(transaction, caller, identifier);
  if (engine !== data.engine) {
    const message = `The engine name requested for your DB instance (${engine}) doesn't match the engine name of your DB cluster (${data.engine}).`;
    throw new AwsError("InvalidParameterCombination", message);
  }
  if (membersOf(transaction, id).length >= MOST_INSTANCES) {
    const message = `DB cluster ${data.dbClusterIdentifier} has a writer and ${MOST_INSTANCES - 1} Aurora Replicas already.`;
    throw new AwsError("InstanceQuotaExceeded", message);
  }
}

function putWriter(transaction: Transaction, cluster: Entity<DbCluster>, writer: string | undefined): void {
  transaction.put({ ...cluster, data: defined({ ...cluster.data, writer }) });
}

/** RDS spreads instances: the zone of the group with the fewest of the cluster's. */
function freestZone(transaction: Transaction, caller: Caller, cluster: Entity<DbCluster>): string | undefined {
  const group = findSubnetGroup(transaction, caller, cluster.data.dbSubnetGroupName);
  const zones = [...new Set(subnetsOf(transaction, group.data.subnetIds).map((it) => it.data.availabilityZone))];
  const members = membersOf(transaction, cluster.id);
  const used = (zone: string): number => members.filter((it) => it.data.availabilityZone === zone).length;
  return zones.sort((one, other) => used(one) - used(other))[0];
}
