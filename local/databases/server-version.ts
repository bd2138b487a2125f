import type { Entity } from "../state/store";
import type { DbInstance } from "../services/rds/entities";
import { majorOf } from "../services/rds/engines";
import { engineOf } from "../services/rds/parameters-in-effect";
import { databaseFolder } from "./database-folder";
import { engines } from "./engines";

/**
 * What runs an instance's database, such as `PostgreSQL 18.4`: data stays with the major version that made it. Undefined
 * for an instance without a database here.
 */
export function serverVersion(stateFolder: string, instance: Entity<DbInstance>): string | undefined {
  const running = runningVersion(stateFolder, instance);
  return running === undefined ? undefined : `${running.title} ${running.version}`;
}

/** Where another major version runs than the instance's: `postgres 16.15 (runs PostgreSQL 18.4)`. */
export function engineAndServer(stateFolder: string, instance: Entity<DbInstance>): string {
  const { engine, engineVersion } = instance.data;
  const asked = `${engine} ${engineVersion}`;
  const running = runningVersion(stateFolder, instance);
  if (running === undefined) return asked;
  const major = (version: string): string => majorOf(engineOf(engine), version);
  if (major(running.version) === major(engineVersion)) return asked;
  return `${asked} (runs ${running.title} ${running.version})`;
}

interface RunningVersion {
  /** Of what runs. */
  readonly title: string;
  readonly version: string;
}

function runningVersion(stateFolder: string, { id, data }: Entity<DbInstance>): RunningVersion | undefined {
  const engine = engines.get(data.engine);
  const server = engine?.server(databaseFolder(stateFolder, id));
  const version = server?.version;
  return engine === undefined || version === undefined ? undefined : { title: server?.title ?? engine.title, version };
}
