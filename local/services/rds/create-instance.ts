import type { Entity } from "../../state/store";
import { arnOf } from "../../../aws/arn";
import { settleBackups } from "../backup/recovery-points";
import { defined } from "../defined";
import { entityOf } from "../entity-of";
import type { Caller, Services } from "../services";
import { undoable, type Undoable } from "../undoable";
import { checkInstance } from "./check-instance";
import { checkNameFree } from "./check-name-free";
import { checkSecrets } from "./check-secrets";
import { checkSurroundings } from "./check-surroundings";
import { draftOf } from "./draft";
import { checkUpgrade } from "./check-upgrade";
import { checkCreatable, compareVersions, engineNamed, type Engine } from "./engines";
import { dbInstanceKind, type DbInstance } from "./entities";
import { newResourceId } from "./identifiers";
import type { CreateDbInstanceRequest } from "./instance-request";
import { checkPassword, newPassword, putMasterSecret } from "./master-password";
import { withAllParameters } from "./parameters-in-effect";
import { putInterfaces } from "./placement";
import { settle } from "./settle";
import { startInstance } from "./start-instance";

/** CreateDBInstance: `available` when the promise resolves, its server running. Nothing is left of it when it fails. */
export async function createDbInstance(
  services: Services,
  caller: Caller,
  request: CreateDbInstanceRequest,
): Promise<Entity<DbInstance>> {
  const password = request.masterUserPassword ?? newPassword(services.ids);
  return startInstance(services, await putInstance(services, caller, request, password), { password });
}

/**
 * @param password of the master user; undefined where that has the one its data has.
 * @param restored the version of the data that the instance begins with.
 */
export function putInstance(
  services: Services,
  caller: Caller,
  request: CreateDbInstanceRequest,
  password: string | undefined,
  restored?: string,
): Promise<Undoable<Entity<DbInstance>>> {
  const { ids } = services;
  const engine = engineNamed(request.engine);
  return undoable(services.store, (transaction) => {
    settleBackups(transaction, services);
    const dbiResourceId = newResourceId(ids);
    const draft = draftOf(transaction, caller, engine, { ...request, dbiResourceId });
    checkNameFree(transaction, caller, draft.dbInstanceIdentifier);
    checkCreatable(engine, draft.engineVersion, draft.engineLifecycleSupport, services.clock.now());
    checkInstance(engine, draft);
    checkPassword(engine, request);
    if (restored === undefined) checkSecrets(request);
    else checkRestoredVersion(engine, restored, draft.engineVersion, request);
    checkSurroundings(services, caller, engine, draft);
    const settled = withAllParameters(
      transaction,
      caller,
      settle(transaction, ids, caller, draft, `/aws/rds/instance/${draft.dbInstanceIdentifier}`),
    );
    const arn = instanceArn(caller, settled.dbInstanceIdentifier);
    const instance = entityOf(dbInstanceKind, dbiResourceId, arn, caller, settled);
    putInterfaces(transaction, ids, caller, instance);
    const secret = { password: password ?? "", kmsKeyId: request.masterUserSecretKmsKeyId };
    const masterUserSecret =
      request.manageMasterUserPassword === true
        ? putMasterSecret(transaction, services, caller, instance, secret)
        : undefined;
    const made = { ...instance, data: defined({ ...settled, masterUserSecret }) };
    transaction.put(made);
    return made;
  });
}

function checkRestoredVersion(
  engine: Engine,
  from: string,
  to: string,
  { allowMajorVersionUpgrade }: CreateDbInstanceRequest,
): void {
  checkUpgrade(engine, { from, to, order: compareVersions(to, from), allowMajorVersionUpgrade });
}

export function instanceArn(caller: Caller, identifier: string): string {
  return arnOf(caller, "rds", `db:${identifier}`);
}
