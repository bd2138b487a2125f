import { AwsError } from "../../../ground/aws-error";
import type { Entity, Transaction } from "../../../state/store";
import { defined } from "../../defined";
import { setInterfaceGroups } from "../../ec2/addresses";
import type { Caller, MasterLogin, Services } from "../../services";
import { undoable, type Undoable } from "../../undoable";
import { checkUpgrade } from "../check-upgrade";
import { changePassword, checkPassword } from "../master-password";
import { settle } from "../settle";
import { clusterAsInstance } from "./as-instance";
import { checkCluster } from "./check-cluster";
import { checkClusterSurroundings } from "./check-cluster-surroundings";
import { withClusterGroup } from "./cluster-parameters";
import type { ModifyDbClusterRequest } from "./cluster-request";
import { changedCluster } from "./draft-cluster";
import { clusterEngineNamed, compareReleases, type ClusterEngine } from "./engines";
import type { DbCluster } from "./entities";
import { findCluster, membersOf } from "./find";

/** ModifyDBCluster and AddTagsToResource. When the server does not follow, everything is again as it was. */
export async function modifyDbCluster(
  services: Services,
  caller: Caller,
  id: string,
  request: ModifyDbClusterRequest,
): Promise<Entity<DbCluster>> {
  const { result, undo } = await put(services, caller, id, request);
  const { before, now, login } = result;
  try {
    const was = clusterAsInstance(services.store, before);
    await services.databases.modified(clusterAsInstance(services.store, now), was, login);
  } catch (error) {
    await undo();
    throw error;
  }
  return now;
}

interface Modification {
  readonly before: Entity<DbCluster>;
  readonly now: Entity<DbCluster>;
  readonly login?: MasterLogin;
}

function put(
  services: Services,
  caller: Caller,
  id: string,
  request: ModifyDbClusterRequest,
): Promise<Undoable<Modification>> {
  return undoable(services.store, (transaction) => {
    const before = findCluster(transaction, caller, id);
    const engine = clusterEngineNamed(before.data.engine);
    const draft = changedCluster(engine, before.data, request);
    checkChange(transaction, engine, before, draft, request);
    checkCluster(engine, draft);
    checkPassword(engine, request);
    checkClusterSurroundings(services, caller, engine, draft);
    const logs = `/aws/rds/cluster/${draft.dbClusterIdentifier}`;
    const settled = settle(transaction, services.ids, caller, draft, logs);
    const grouped = withClusterGroup(transaction, caller, before.data, { ...before, data: settled });
    for (const { arn } of membersOf(transaction, before.id)) {
      setInterfaceGroups(transaction, arn, settled.vpcSecurityGroupIds);
    }
    const { login, masterUserSecret } = changePassword(transaction, services, caller, grouped, request);
    const now = { ...grouped, data: defined({ ...grouped.data, masterUserSecret }) };
    transaction.put(now);
    return { before, now, ...(login !== undefined && { login }) };
  });
}

function checkChange(
  transaction: Transaction,
  engine: ClusterEngine,
  before: Entity<DbCluster>,
  draft: DbCluster,
  request: ModifyDbClusterRequest,
): void {
  const { engineVersion, backtrackWindow } = before.data;
  const order = compareReleases(engine, draft.engineVersion, engineVersion);
  checkUpgrade(engine, { ...request, from: engineVersion, to: draft.engineVersion, order });
  // Aurora user guide, "Backtracking": it cannot be turned on for a cluster that was made without.
  if (backtrackWindow === 0 && draft.backtrackWindow > 0) {
    const message = "Backtrack cannot be enabled for a DB cluster that was created without it.";
    throw new AwsError("InvalidParameterCombination", message);
  }
  const isServerless = membersOf(transaction, before.id).some((it) => it.data.dbInstanceClass === "db.serverless");
  if (isServerless && draft.serverlessV2ScalingConfiguration === undefined) {
    const message = "The DB cluster has Serverless v2 DB instances and needs its scaling configuration.";
    throw new AwsError("InvalidParameterCombination", message);
  }
}
