import { AwsError } from "../../ground/aws-error";
import type { Entity, Reads } from "../../state/store";
import type { Caller, Services } from "../services";
import { dbInstanceKind, type DbInstance } from "./entities";
import { findDbInstance } from "./find";

/** The read replicas of the instance with this resource id. */
export function replicasOf(reads: Reads, sourceId: string): readonly Entity<DbInstance>[] {
  return reads.list(dbInstanceKind, ({ data }) => data.readReplicaSource === sourceId);
}

/** PromoteReadReplica: an instance by itself from then on, with the rows it has. */
export async function promoteReadReplica(
  services: Pick<Services, "store" | "databases">,
  caller: Caller,
  id: string,
): Promise<void> {
  const { before, now } = await services.store.transaction((transaction) => {
    const replica = findDbInstance(transaction, caller, id);
    if (replica.data.readReplicaSource === undefined) {
      throw new AwsError("InvalidDBInstanceState", `DB Instance ${id} is not a read replica.`);
    }
    if (replica.data.dbInstanceStatus !== "available") {
      throw new AwsError("InvalidDBInstanceState", `Instance ${id} is not in available state.`);
    }
    const promoted = { ...replica, data: promotedData(replica.data) };
    transaction.put(promoted);
    return { before: replica, now: promoted };
  });
  await services.databases.modified(now, before);
}

/** PromoteReadReplica turns backups on, one day where nothing else is asked for. */
function promotedData({ readReplicaSource: _source, ...data }: DbInstance): DbInstance {
  return { ...data, backupRetentionPeriod: data.backupRetentionPeriod === 0 ? 1 : data.backupRetentionPeriod };
}

/** What an instance with replicas, or that is one, may not become (RDS user guide, "Working with read replicas"). */
export function checkReplication(reads: Reads, id: string, now: DbInstance, managesPassword: boolean): void {
  const hasReplicas = replicasOf(reads, id).length > 0;
  if (hasReplicas && now.backupRetentionPeriod === 0) {
    const message = `Cannot disable backups of ${now.dbInstanceIdentifier}: it has read replicas.`;
    throw new AwsError("InvalidParameterCombination", message);
  }
  if (managesPassword && (hasReplicas || now.readReplicaSource !== undefined)) {
    const message = `You can't manage the master user password of ${now.dbInstanceIdentifier} in Secrets Manager: it has read replicas or is one.`;
    throw new AwsError("InvalidParameterCombination", message);
  }
}
