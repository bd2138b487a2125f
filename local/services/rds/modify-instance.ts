import { isDeepStrictEqual } from "node:util";
import type { Entity, Transaction } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { deleteNetworkInterfaces, setInterfaceGroups } from "../ec2/addresses";
import type { Caller, MasterLogin, Services } from "../services";
import { undoable, type Undoable } from "../undoable";
import { checkInstance } from "./check-instance";
import { checkSurroundings } from "./check-surroundings";
import { instanceArn } from "./create-instance";
import { changed } from "./draft";
import { compareVersions, engineNamed, majorOf, type Engine } from "./engines";
import type { DbInstance } from "./entities";
import { dbInstanceOf, findDbInstance } from "./find";
import type { ModifyDbInstanceRequest } from "./instance-request";
import { checkPassword, deleteMasterSecret, newPassword, putMasterSecret } from "./master-password";
import { withGroup } from "./parameters-in-effect";
import { putInterfaces } from "./placement";
import { settle } from "./settle";

/**
 * ModifyDBInstance and AddTagsToResource. Everything is applied at once: here the maintenance window is always open.
 * When the server does not follow, everything is again as it was.
 */
export async function modifyDbInstance(
  services: Services,
  caller: Caller,
  id: string,
  request: ModifyDbInstanceRequest,
): Promise<Entity<DbInstance>> {
  const { result, undo } = await put(services, caller, id, request);
  const { before, now, login } = result;
  try {
    await services.databases.modified(now, before, login);
  } catch (error) {
    await undo();
    throw error;
  }
  return now;
}

interface Modification {
  readonly before: Entity<DbInstance>;
  readonly now: Entity<DbInstance>;
  readonly login?: MasterLogin;
}

function put(
  services: Services,
  caller: Caller,
  id: string,
  request: ModifyDbInstanceRequest,
): Promise<Undoable<Modification>> {
  return undoable(services.store, (transaction) => {
    const before = findDbInstance(transaction, caller, id);
    const engine = engineNamed(before.data.engine);
    const draft = changed(transaction, caller, engine, before.data, request);
    checkChange(transaction, caller, engine, before, draft, request);
    checkInstance(engine, draft);
    checkPassword(engine, request);
    checkSurroundings(services, caller, engine, draft);
    const settled = withGroup(transaction, caller, before.data, settle(transaction, services.ids, caller, draft));
    const moved = { ...before, arn: instanceArn(caller, settled.dbInstanceIdentifier), data: settled };
    moveInterfaces(transaction, services, caller, before, moved);
    const { now, login } = withPassword(transaction, services, caller, moved, request);
    transaction.put(now);
    return { before, now, ...(login !== undefined && { login }) };
  });
}

function checkChange(
  transaction: Transaction,
  caller: Caller,
  engine: Engine,
  before: Entity<DbInstance>,
  draft: DbInstance,
  request: ModifyDbInstanceRequest,
): void {
  const taken = dbInstanceOf(transaction, caller, draft.dbInstanceIdentifier);
  if (taken !== undefined && taken.id !== before.id) {
    throw new AwsError("DBInstanceAlreadyExists", "DB instance already exists");
  }
  const { allocatedStorage, engineVersion } = before.data;
  if (draft.allocatedStorage < allocatedStorage) {
    const message = `Requested allocated storage (${draft.allocatedStorage}) is less than the current one (${allocatedStorage}): storage cannot be reduced`;
    throw new AwsError("InvalidParameterCombination", message);
  }
  if (compareVersions(draft.engineVersion, engineVersion) < 0) {
    const message = `Cannot upgrade ${engine.name} from ${engineVersion} to ${draft.engineVersion}`;
    throw new AwsError("InvalidParameterCombination", message);
  }
  const isMajor = majorOf(engine, draft.engineVersion) !== majorOf(engine, engineVersion);
  if (isMajor && request.allowMajorVersionUpgrade !== true) {
    const message = "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.";
    throw new AwsError("InvalidParameterCombination", message);
  }
}

function moveInterfaces(
  transaction: Transaction,
  { ids }: Services,
  caller: Caller,
  before: Entity<DbInstance>,
  now: Entity<DbInstance>,
): void {
  const places = [before, now].map(({ arn, data }) => [
    arn,
    data.dbSubnetGroupName,
    data.availabilityZone,
    data.secondaryAvailabilityZone,
  ]);
  if (isDeepStrictEqual(places[0], places[1])) {
    setInterfaceGroups(transaction, now.arn, now.data.vpcSecurityGroupIds);
    return;
  }
  deleteNetworkInterfaces(transaction, before.arn);
  putInterfaces(transaction, ids, caller, now);
}

/** A password of the caller's own ends RDS's management of it; asking for management makes a new secret. */
function withPassword(
  transaction: Transaction,
  services: Services,
  caller: Caller,
  instance: Entity<DbInstance>,
  request: ModifyDbInstanceRequest,
): { readonly now: Entity<DbInstance>; readonly login?: MasterLogin } {
  const { masterUserPassword: given, manageMasterUserPassword, masterUserSecretKmsKeyId } = request;
  const { masterUserSecret: secret, ...unmanaged } = instance.data;
  if (given !== undefined) {
    if (secret !== undefined && manageMasterUserPassword !== false) {
      const message =
        "You can't specify MasterUserPassword for an instance with master user password managed in Secrets Manager.";
      throw new AwsError("InvalidParameterCombination", message);
    }
    deleteMasterSecret(transaction, instance.data);
    return { now: { ...instance, data: unmanaged }, login: { password: given } };
  }
  if (manageMasterUserPassword === false && secret !== undefined) {
    const message = "You must specify MasterUserPassword to end the management of the master user password.";
    throw new AwsError("InvalidParameterCombination", message);
  }
  if (manageMasterUserPassword !== true || secret !== undefined) return { now: instance };
  const password = newPassword(services.ids);
  const wanted = { password, kmsKeyId: masterUserSecretKmsKeyId };
  const masterUserSecret = putMasterSecret(transaction, services, caller, instance, wanted);
  return { now: { ...instance, data: { ...unmanaged, masterUserSecret } }, login: { password } };
}
