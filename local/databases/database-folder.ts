import { join } from "node:path";

/** Where the databases of all instances are kept, a folder each. */
export function databasesFolder(stateFolder: string): string {
  return join(stateFolder, "databases");
}

/** Where the database of an instance is kept. */
export function databaseFolder(stateFolder: string, instanceId: string): string {
  return join(databasesFolder(stateFolder), instanceId);
}
