import { AwsError } from "../../../ground/aws-error";
import type { Entity, Reads, Transaction } from "../../../state/store";
import { entityOf } from "../../entity-of";
import { allOwned } from "../../owned";
import type { Caller, Services } from "../../services";
import { checkGroupName, checkParameters } from "../parameter-group";
import { clusterAsInstance } from "./as-instance";
import { withChangedClusterParameters } from "./cluster-parameters";
import { engineOfClusterFamily, type ClusterEngine } from "./engines";
import { dbClusterKind, dbClusterParameterGroupKind, type DbCluster, type DbClusterParameterGroup } from "./entities";
import { clusterParameterGroupArn, clusterParameterGroupOf, findClusterParameterGroup } from "./find";

/** CreateDBClusterParameterGroup and ModifyDBClusterParameterGroup. */
export function createClusterParameterGroup(
  services: Pick<Services, "store">,
  caller: Caller,
  request: DbClusterParameterGroup,
): Promise<Entity<DbClusterParameterGroup>> {
  const { dbClusterParameterGroupName: name, dbParameterGroupFamily: family, parameters } = request;
  return services.store.transaction((transaction) => {
    checkGroupName("DBClusterParameterGroupName", name);
    if (clusterParameterGroupOf(transaction, caller, name) !== undefined) {
      throw new AwsError("DBParameterGroupAlreadyExists", `Parameter group ${name} already exists`);
    }
    checkParameters(engineOf(family), parameters);
    const arn = clusterParameterGroupArn(caller, name);
    const group = entityOf(dbClusterParameterGroupKind, arn, arn, caller, request);
    transaction.put(group);
    return group;
  });
}

/** Makes `parameters` all that is set, and tells running servers. */
export async function modifyClusterParameterGroup(
  services: Pick<Services, "store" | "databases">,
  caller: Caller,
  name: string,
  settings: Pick<DbClusterParameterGroup, "parameters" | "tags">,
): Promise<void> {
  const changed = await services.store.transaction((transaction) => {
    const group = findClusterParameterGroup(transaction, caller, name);
    checkParameters(engineOf(group.data.dbParameterGroupFamily), settings.parameters);
    const now = { ...group, data: { ...group.data, ...settings } };
    transaction.put(now);
    return applyToClusters(transaction, caller, group, now);
  });
  for (const { before, now } of changed) {
    const reads = services.store;
    await services.databases.modified(clusterAsInstance(reads, now), clusterAsInstance(reads, before));
  }
}

/** DeleteDBClusterParameterGroup: refused while a cluster uses it. */
export function deleteClusterParameterGroup(
  services: Pick<Services, "store">,
  caller: Caller,
  name: string,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const group = findClusterParameterGroup(transaction, caller, name);
    if (clustersOf(transaction, caller, name).length > 0) {
      const message = `One or more database clusters are still members of this parameter group ${name}, so the group cannot be deleted`;
      throw new AwsError("InvalidDBParameterGroupState", message);
    }
    transaction.delete(dbClusterParameterGroupKind, group.id);
  });
}

function applyToClusters(
  transaction: Transaction,
  caller: Caller,
  group: Entity<DbClusterParameterGroup>,
  changed: Entity<DbClusterParameterGroup>,
): readonly { readonly before: Entity<DbCluster>; readonly now: Entity<DbCluster> }[] {
  return clustersOf(transaction, caller, group.data.dbClusterParameterGroupName).map((before) => {
    const now = withChangedClusterParameters(transaction, before, group.data, changed.data);
    transaction.put(now);
    return { before, now };
  });
}

function clustersOf(reads: Reads, caller: Caller, name: string): readonly Entity<DbCluster>[] {
  return allOwned(reads, dbClusterKind, caller).filter((it) => it.data.dbClusterParameterGroupName === name);
}

function engineOf(family: string): ClusterEngine {
  const engine = engineOfClusterFamily(family);
  if (engine !== undefined) return engine;
  const message = `ParameterGroupFamily ${family} is not a valid cluster parameter group family`;
  throw new AwsError("InvalidParameterValue", message);
}
