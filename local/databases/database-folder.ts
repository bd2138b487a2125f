import { join } from "node:path";

/** Where the databases of all instances are kept, a folder each. */
export function databasesFolder(stateFolder: string): string {
  return join(stateFolder, "databases");
}

/** Where copies of databases are kept, of which others are made: a folder each. */
export function copiesFolder(stateFolder: string): string {
  return join(stateFolder, "copies");
}

/** Where the database of an instance is kept. */
export function databaseFolder(stateFolder: string, instanceId: string): string {
  return join(databasesFolder(stateFolder), instanceId);
}
