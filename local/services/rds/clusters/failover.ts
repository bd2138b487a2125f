import { AwsError } from "../../../ground/aws-error";
import type { Entity } from "../../../state/store";
import type { Caller, Services } from "../../services";
import { clusterAsInstance, readersOf } from "./as-instance";
import { withAllClusterParameters } from "./cluster-parameters";
import type { DbCluster } from "./entities";
import { findCluster } from "./find";

/**
 * FailoverDBCluster: the reader with the lowest promotion tier becomes the writer. Both restart, so every connection to
 * the cluster breaks, and values that waited for a reboot are in effect.
 *
 * @param target identifier of the instance to take; default: AWS's own choice.
 */
export async function failoverDbCluster(
  services: Pick<Services, "store" | "databases">,
  caller: Caller,
  id: string,
  target?: string,
): Promise<Entity<DbCluster>> {
  const now = await services.store.transaction((transaction) => {
    const cluster = findCluster(transaction, caller, id);
    const readers = readersOf(transaction, cluster);
    const wanted = readers.find((it) => target === undefined || it.data.dbInstanceIdentifier === target.toLowerCase());
    if (wanted === undefined) throw noTarget(cluster.data, readers.length, target);
    const moved = { ...cluster, data: { ...cluster.data, writer: wanted.id } };
    const rebooted = withAllClusterParameters(transaction, caller, moved);
    transaction.put(rebooted);
    return rebooted;
  });
  const instance = clusterAsInstance(services.store, now);
  await services.databases.stopped(instance);
  await services.databases.started(instance);
  return now;
}

function noTarget({ dbClusterIdentifier: name }: DbCluster, readers: number, target: string | undefined): AwsError {
  if (readers > 0 && target !== undefined) {
    const message = `Cannot find an Aurora Replica ${target} in the DB cluster ${name} to fail over to.`;
    return new AwsError("InvalidDBInstanceState", message);
  }
  const message = `Cannot failover cluster ${name}: there is no Aurora Replica to fail over to. Add a second instance.`;
  return new AwsError("InvalidDBClusterStateFault", message);
}
