import { isDeepStrictEqual } from "node:util";
import type { Entity, Transaction } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { deleteNetworkInterfaces, setInterfaceGroups } from "../ec2/addresses";
import { defined } from "../defined";
import type { Caller, MasterLogin, Services } from "../services";
import { undoable, type Undoable } from "../undoable";
import { checkInstance } from "./check-instance";
import { checkSurroundings } from "./check-surroundings";
import { checkUpgrade } from "./check-upgrade";
import { instanceArn } from "./create-instance";
import { changed } from "./draft";
import { compareVersions, engineNamed, type Engine } from "./engines";
import type { DbInstance } from "./entities";
import { dbInstanceOf, findDbInstance, findSubnetGroup } from "./find";
import type { ModifyDbInstanceRequest } from "./instance-request";
import { changePassword, checkPassword } from "./master-password";
import { withGroup } from "./parameters-in-effect";
import { putInterfaces } from "./placement";
import { checkReplication } from "./replicas";
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
    checkReplication(transaction, before.id, draft, request.manageMasterUserPassword === true);
    checkSurroundings(services, caller, engine, draft);
    const logs = `/aws/rds/instance/${draft.dbInstanceIdentifier}`;
    const filled = settle(transaction, services.ids, caller, draft, logs);
    const settled = withGroup(transaction, caller, before.data, filled);
    const moved = { ...before, arn: instanceArn(caller, settled.dbInstanceIdentifier), data: settled };
    moveInterfaces(transaction, services, caller, before, moved);
    const { login, masterUserSecret } = changePassword(transaction, services, caller, moved, request);
    const now = { ...moved, data: defined({ ...settled, masterUserSecret }) };
    transaction.put(now);
    return { before, now, ...(login !== undefined && { login }) };
  });
}

/** A subnet group is for moving to another VPC, and for nothing else. */
function checkMove(transaction: Transaction, caller: Caller, before: DbInstance, draft: DbInstance): void {
  const [from, to] = [before, draft].map((it) => findSubnetGroup(transaction, caller, it.dbSubnetGroupName));
  if (from?.id === to?.id || from?.data.vpcId !== to?.data.vpcId) return;
  const message = `You cannot move DB instance ${before.dbInstanceIdentifier} to subnet group ${draft.dbSubnetGroupName}. The specified DB subnet group and DB instance are in the same VPC. Choose a DB subnet group in different VPC than the specified DB instance and try again.`;
  throw new AwsError("InvalidVPCNetworkStateFault", message);
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
  checkMove(transaction, caller, before.data, draft);
  const { allocatedStorage, engineVersion } = before.data;
  if (draft.allocatedStorage < allocatedStorage) {
    const message = `Requested allocated storage (${draft.allocatedStorage}) is less than the current one (${allocatedStorage}): storage cannot be reduced`;
    throw new AwsError("InvalidParameterCombination", message);
  }
  const order = compareVersions(draft.engineVersion, engineVersion);
  checkUpgrade(engine, { ...request, from: engineVersion, to: draft.engineVersion, order });
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
