import type { ShareableDatabase } from "../components/database/shareable-database";

/** What the contract says of a database, in whatever way it is shared. */
export function basicsOf({ engine, port, databaseName, address }: ShareableDatabase) {
  return { engine, port, databaseName, address };
}
