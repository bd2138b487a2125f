import { AwsError } from "../../../ground/aws-error";
import type { Entity } from "../../../state/store";
import { defined } from "../../defined";
import { entityOf } from "../../entity-of";
import type { Caller, DataSource, MasterLogin, Services } from "../../services";
import { undoable, type Undoable } from "../../undoable";
import { checkSecrets } from "../check-secrets";
import { checkUpgrade } from "../check-upgrade";
import { newResourceId } from "../identifiers";
import { checkPassword, newPassword, putMasterSecret } from "../master-password";
import { settle } from "../settle";
import { clusterAsInstance } from "./as-instance";
import { checkCluster } from "./check-cluster";
import { checkClusterSurroundings } from "./check-cluster-surroundings";
import { withAllClusterParameters } from "./cluster-parameters";
import type { CreateDbClusterRequest } from "./cluster-request";
import { draftCluster } from "./draft-cluster";
import { checkClusterSupport, clusterEngineNamed, compareReleases } from "./engines";
import { dbClusterKind, type DbCluster } from "./entities";
import { clusterArn, clusterOf } from "./find";

/**
 * CreateDBCluster: its data is there when the promise resolves. On AWS nothing of it runs before it has an instance; here
 * its server does, and nobody is let in.
 */
export async function createDbCluster(
  services: Services,
  caller: Caller,
  request: CreateDbClusterRequest,
): Promise<Entity<DbCluster>> {
  const password = request.masterUserPassword ?? newPassword(services.ids);
  return startCluster(services, await putCluster(services, caller, request, password), { password });
}

/** Starts the server of a new cluster, which then is `available`. Nothing is left of it where that fails. */
export async function startCluster(
  services: Services,
  { result: creating, undo }: Undoable<Entity<DbCluster>>,
  login?: MasterLogin,
  from?: DataSource,
): Promise<Entity<DbCluster>> {
  try {
    await services.databases.started(clusterAsInstance(services.store, creating), login, from);
  } catch (error) {
    await undo();
    throw error;
  }
  const available = { ...creating, data: { ...creating.data, status: "available" as const } };
  await services.store.put(available);
  return available;
}

/**
 * @param password of the master user; undefined where that has the one its data has.
 * @param restored the release of the data that the cluster begins with.
 */
export function putCluster(
  services: Services,
  caller: Caller,
  request: CreateDbClusterRequest,
  password: string | undefined,
  restored?: string,
): Promise<Undoable<Entity<DbCluster>>> {
  const engine = clusterEngineNamed(request.engine);
  return undoable(services.store, (transaction) => {
    const dbClusterResourceId = newResourceId(services.ids, "cluster-");
    const draft = draftCluster(transaction, caller, engine, { ...request, dbClusterResourceId });
    if (clusterOf(transaction, caller, draft.dbClusterIdentifier) !== undefined) {
      throw new AwsError("DBClusterAlreadyExistsFault", "DB Cluster already exists");
    }
    checkClusterSupport(engine, draft.engineVersion, draft.engineLifecycleSupport, services.clock.now());
    checkCluster(engine, draft);
    checkPassword(engine, request);
    if (restored === undefined) checkSecrets(request);
    else {
      const order = compareReleases(engine, draft.engineVersion, restored);
      checkUpgrade(engine, { ...request, from: restored, to: draft.engineVersion, order });
    }
    checkClusterSurroundings(services, caller, engine, draft);
    const logs = `/aws/rds/cluster/${draft.dbClusterIdentifier}`;
    const settled = settle(transaction, services.ids, caller, draft, logs);
    const arn = clusterArn(caller, settled.dbClusterIdentifier);
    const cluster = withAllClusterParameters(
      transaction,
      caller,
      entityOf(dbClusterKind, dbClusterResourceId, arn, caller, settled),
    );
    const secret = { password: password ?? "", kmsKeyId: request.masterUserSecretKmsKeyId };
    const masterUserSecret =
      request.manageMasterUserPassword === true
        ? putMasterSecret(transaction, services, caller, cluster, secret)
        : undefined;
    const made = { ...cluster, data: defined({ ...cluster.data, masterUserSecret }) };
    transaction.put(made);
    return made;
  });
}
