import { parseArn } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import type { Entity, Transaction } from "../../state/store";
import { defined } from "../defined";
import { entityOf } from "../entity-of";
import { NotModelledError } from "../not-modelled";
import type { Caller, Services } from "../services";
import { undoable } from "../undoable";
import { checkInstance } from "./check-instance";
import { checkNameFree } from "./check-name-free";
import { checkSurroundings } from "./check-surroundings";
import { instanceArn } from "./create-instance";
import { draftOf } from "./draft";
import { engineNamed } from "./engines";
import { dbInstanceKind, type DbInstance } from "./entities";
import { findDbInstance } from "./find";
import { newResourceId } from "./identifiers";
import type { ModifyDbInstanceRequest } from "./instance-request";
import { withAllParameters } from "./parameters-in-effect";
import { putInterfaces } from "./placement";
import { replicasOf } from "./replicas";
import { settle } from "./settle";
import { startInstance } from "./start-instance";

/** Of one source (RDS user guide, "Quotas": read replicas per primary). */
const MOST_REPLICAS = 15;

export type CreateReplicaRequest = Omit<
  ModifyDbInstanceRequest,
  "engineVersion" | "masterUserPassword" | "manageMasterUserPassword" | "masterUserSecretKmsKeyId"
> & {
  readonly dbInstanceIdentifier: string;
  /** Identifier, or ARN of the same account and Region. */
  readonly sourceDbInstanceIdentifier: string;
  readonly dbInstanceClass?: string | undefined;
  readonly availabilityZone?: string | undefined;
};

/** CreateDBInstanceReadReplica: a server of its own that follows the source's. `available` when the promise resolves. */
export async function createReadReplica(
  services: Services,
  caller: Caller,
  request: CreateReplicaRequest,
): Promise<Entity<DbInstance>> {
  return startInstance(
    services,
    await undoable(services.store, (transaction) => put(services, transaction, caller, request)),
  );
}

function put(
  services: Services,
  transaction: Transaction,
  caller: Caller,
  request: CreateReplicaRequest,
): Entity<DbInstance> {
  const { sourceDbInstanceIdentifier, ...wishes } = request;
  const source = sourceOf(transaction, caller, sourceDbInstanceIdentifier);
  checkSource(transaction, source);
  checkNameFree(transaction, caller, request.dbInstanceIdentifier);
  const { data } = source;
  const engine = engineNamed(data.engine);
  const dbiResourceId = newResourceId(services.ids);
  const { dbName: _name, ...inherited } = inheritedFrom(data);
  const draft = draftOf(transaction, caller, engine, { ...inherited, ...defined(wishes), dbiResourceId });
  if (draft.vpcId !== data.vpcId) {
    throw new NotModelledError("read replicas in another VPC than their source's", "leave dbSubnetGroupName out");
  }
  const replica = { ...draft, readReplicaSource: source.id, ...(data.dbName !== undefined && { dbName: data.dbName }) };
  checkInstance(engine, replica);
  checkSurroundings(services, caller, engine, replica);
  const logs = `/aws/rds/instance/${replica.dbInstanceIdentifier}`;
  const settled = withAllParameters(transaction, caller, settle(transaction, services.ids, caller, replica, logs));
  const arn = instanceArn(caller, settled.dbInstanceIdentifier);
  const instance = entityOf(dbInstanceKind, dbiResourceId, arn, caller, settled);
  putInterfaces(transaction, services.ids, caller, instance);
  transaction.put(instance);
  return instance;
}

/** What a replica has of its source unless it is asked for (API reference, CreateDBInstanceReadReplica). */
function inheritedFrom(source: DbInstance) {
  const { engine, engineVersion, masterUsername, dbName, dbInstanceClass, allocatedStorage, storageType } = source;
  const { storageEncrypted, kmsKeyId, dbSubnetGroupName, dbParameterGroupName, vpcSecurityGroupIds } = source;
  return {
    ...{ engine, engineVersion, masterUsername, dbName, dbInstanceClass, allocatedStorage, storageType },
    ...{ storageEncrypted, kmsKeyId, dbSubnetGroupName, dbParameterGroupName, vpcSecurityGroupIds },
    ...(source.iops === undefined || storageType === "gp3" ? {} : { iops: source.iops }),
    port: source.endpoint.port,
    backupRetentionPeriod: 0,
  };
}

function sourceOf(transaction: Transaction, caller: Caller, reference: string): Entity<DbInstance> {
  const arn = parseArn(reference);
  if (arn === undefined) return findDbInstance(transaction, caller, reference);
  if (arn.region !== caller.region) {
    throw new NotModelledError("read replicas of another Region", "make the replica in the source's Region");
  }
  return findDbInstance(transaction, { account: arn.account, region: arn.region }, arn.resource.replace(/^db:/, ""));
}

function checkSource(transaction: Transaction, source: Entity<DbInstance>): void {
  const { dbInstanceIdentifier: name, dbInstanceStatus, backupRetentionPeriod, masterUserSecret } = source.data;
  if (dbInstanceStatus !== "available") {
    throw new AwsError("InvalidDBInstanceState", `DB instance ${name} is not in the available state.`);
  }
  if (backupRetentionPeriod === 0) {
    const message =
      "Automated backups are not enabled for this database instance. To enable automated backups, use ModifyDBInstance to set the backup retention period to a non-zero value.";
    throw new AwsError("InvalidDBInstanceState", message);
  }
  // RDS user guide, "Password management with RDS and Secrets Manager", limitations.
  if (masterUserSecret !== undefined) {
    const message = `You can't create a read replica of ${name}: RDS manages its master user password in Secrets Manager.`;
    throw new AwsError("InvalidParameterCombination", message);
  }
  if (source.data.readReplicaSource !== undefined) {
    throw new NotModelledError("read replicas of read replicas", "make another replica of the source itself");
  }
  if (replicasOf(transaction, source.id).length >= MOST_REPLICAS) {
    const message = `${name} has ${MOST_REPLICAS} read replicas already.`;
    throw new AwsError("InstanceQuotaExceeded", message);
  }
}
