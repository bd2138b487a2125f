import type { Entity } from "../../state/store";
import type { DataSource, MasterLogin, Services } from "../services";
import type { Undoable } from "../undoable";
import type { DbInstance } from "./entities";

/** Starts the server of a new instance, which then is `available`. Nothing is left of it where that fails. */
export async function startInstance(
  services: Services,
  { result: creating, undo }: Undoable<Entity<DbInstance>>,
  login?: MasterLogin,
  from?: DataSource,
): Promise<Entity<DbInstance>> {
  try {
    await services.databases.started(creating, login, from);
  } catch (error) {
    await undo();
    throw error;
  }
  const available = { ...creating, data: { ...creating.data, dbInstanceStatus: "available" as const } };
  await services.store.put(available);
  return available;
}
