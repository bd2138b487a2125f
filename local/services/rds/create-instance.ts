import type { Entity } from "../../state/store";
import { arnOf } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import { settleBackups } from "../backup/recovery-points";
import { defined } from "../defined";
import { entityOf } from "../entity-of";
import type { Caller, Services } from "../services";
import { undoable, type Undoable } from "../undoable";
import { checkInstance } from "./check-instance";
import { clusterInstanceOf } from "./clusters/find";
import { checkSurroundings } from "./check-surroundings";
import { draftOf } from "./draft";
import { checkCreatable, engineNamed } from "./engines";
import { dbInstanceKind, type DbInstance } from "./entities";
import { dbInstanceOf } from "./find";
import { newResourceId } from "./identifiers";
import type { CreateDbInstanceRequest } from "./instance-request";
import { checkPassword, newPassword, putMasterSecret } from "./master-password";
import { withAllParameters } from "./parameters-in-effect";
import { putInterfaces } from "./placement";
import { settle } from "./settle";

/** CreateDBInstance: `available` when the promise resolves, its server running. Nothing is left of it when it fails. */
export async function createDbInstance(
  services: Services,
  caller: Caller,
  request: CreateDbInstanceRequest,
): Promise<Entity<DbInstance>> {
  const password = request.masterUserPassword ?? newPassword(services.ids);
  const { result: creating, undo } = await put(services, caller, request, password);
  try {
    await services.databases.started(creating, { password });
  } catch (error) {
    await undo();
    throw error;
  }
  const available = { ...creating, data: { ...creating.data, dbInstanceStatus: "available" as const } };
  await services.store.put(available);
  return available;
}

function put(
  services: Services,
  caller: Caller,
  request: CreateDbInstanceRequest,
  password: string,
): Promise<Undoable<Entity<DbInstance>>> {
  const { ids } = services;
  const engine = engineNamed(request.engine);
  return undoable(services.store, (transaction) => {
    settleBackups(transaction, services);
    const dbiResourceId = newResourceId(ids);
    const draft = draftOf(transaction, caller, engine, { ...request, dbiResourceId });
    const name = draft.dbInstanceIdentifier;
    if ((dbInstanceOf(transaction, caller, name) ?? clusterInstanceOf(transaction, caller, name)) !== undefined) {
      throw new AwsError("DBInstanceAlreadyExists", "DB instance already exists");
    }
    checkCreatable(engine, draft.engineVersion, draft.engineLifecycleSupport, services.clock.now());
    checkInstance(engine, draft);
    checkPassword(engine, request);
    if (request.masterUserPassword === undefined && request.manageMasterUserPassword !== true) {
      const message = "The parameter MasterUserPassword must be provided and must not be blank.";
      throw new AwsError("InvalidParameterValue", message);
    }
    checkEncryption(request);
    checkSurroundings(services, caller, engine, draft);
    const settled = withAllParameters(
      transaction,
      caller,
      settle(transaction, ids, caller, draft, `/aws/rds/instance/${draft.dbInstanceIdentifier}`),
    );
    const arn = instanceArn(caller, settled.dbInstanceIdentifier);
    const instance = entityOf(dbInstanceKind, dbiResourceId, arn, caller, settled);
    putInterfaces(transaction, ids, caller, instance);
    const secret = { password, kmsKeyId: request.masterUserSecretKmsKeyId };
    const masterUserSecret =
      request.manageMasterUserPassword === true
        ? putMasterSecret(transaction, services, caller, instance, secret)
        : undefined;
    const made = { ...instance, data: defined({ ...settled, masterUserSecret }) };
    transaction.put(made);
    return made;
  });
}

export function instanceArn(caller: Caller, identifier: string): string {
  return arnOf(caller, "rds", `db:${identifier}`);
}

function checkEncryption({ kmsKeyId, storageEncrypted }: CreateDbInstanceRequest): void {
  if (kmsKeyId !== undefined && storageEncrypted !== true) {
    const message = "You can't specify KmsKeyId when StorageEncrypted is disabled.";
    throw new AwsError("InvalidParameterCombination", message);
  }
}
