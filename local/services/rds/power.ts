import type { Entity } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import type { Caller, Services } from "../services";
import type { DbInstance } from "./entities";
import { findDbInstance } from "./find";
import { withAllParameters } from "./parameters-in-effect";

type Needs = Pick<Services, "store" | "databases">;

/** StopDBInstance: the server stops, its data stays. */
export async function stopDbInstance(services: Needs, caller: Caller, id: string): Promise<Entity<DbInstance>> {
  const instance = inStatus(services, caller, id, "available");
  await services.databases.stopped(instance);
  return put(services, { ...instance, data: { ...instance.data, dbInstanceStatus: "stopped" } });
}

/** StartDBInstance: with all of its parameter group's values in effect. */
export async function startDbInstance(services: Needs, caller: Caller, id: string): Promise<Entity<DbInstance>> {
  const instance = inStatus(services, caller, id, "stopped");
  const data = { ...withAllParameters(services.store, caller, instance.data), dbInstanceStatus: "available" as const };
  const started = { ...instance, data };
  await services.databases.started(started);
  return put(services, started);
}

/** RebootDBInstance: values that waited for it are in effect afterwards. */
export async function rebootDbInstance(services: Needs, caller: Caller, id: string): Promise<Entity<DbInstance>> {
  const instance = inStatus(services, caller, id, "available");
  const rebooted = { ...instance, data: withAllParameters(services.store, caller, instance.data) };
  await services.databases.stopped(instance);
  await services.databases.started(rebooted);
  return put(services, rebooted);
}

function inStatus(services: Needs, caller: Caller, id: string, status: string): Entity<DbInstance> {
  const instance = findDbInstance(services.store, caller, id);
  if (instance.data.dbInstanceStatus === status) return instance;
  const message = `Instance ${id} is not in ${status} state.`;
  throw new AwsError("InvalidDBInstanceState", message);
}

async function put(services: Needs, instance: Entity<DbInstance>): Promise<Entity<DbInstance>> {
  await services.store.put(instance);
  return instance;
}
