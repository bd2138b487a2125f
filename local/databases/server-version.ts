import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Entity } from "../state/store";
import type { DbInstance } from "../services/rds/entities";
import { majorOfServer } from "./postgres/binaries";
import { databaseFolder, serverFor } from "./postgres/server";

/**
 * What runs an instance's database, such as `PostgreSQL 18.4`: data stays with the major version that made it. Undefined
 * for an instance without a database here.
 */
export function serverVersion(stateFolder: string, { id }: Entity<DbInstance>): string | undefined {
  const data = join(databaseFolder(stateFolder, id), "data");
  if (!existsSync(join(data, "PG_VERSION"))) return undefined;
  try {
    return `PostgreSQL ${serverFor(data).version}`;
  } catch {
    return undefined;
  }
}

/** Where another major version runs than the instance's: `postgres 16.15 (runs PostgreSQL 18.4)`. */
export function engineAndServer(stateFolder: string, instance: Entity<DbInstance>): string {
  const { engine, engineVersion } = instance.data;
  const server = serverVersion(stateFolder, instance);
  const asked = `${engine} ${engineVersion}`;
  if (server === undefined || majorOfServer(server) === `PostgreSQL ${majorOfServer(engineVersion)}`) return asked;
  return `${asked} (runs ${server})`;
}
