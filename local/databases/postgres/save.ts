import { join } from "node:path";
import { NotModelledError } from "../../services/not-modelled";
import { backup, copyData, copyLog, writeOwned } from "./copy-data";
import type { PostgresServer } from "./server";

/** Keeps what the copy needs of the log, for as long as the session is there that makes it. */
const SLOT = "lattice_db_copy";

/** A base backup of a running server, with the log that it takes to make it whole: data that a server can be started on. */
export async function saveTo(server: PostgresServer, folder: string): Promise<void> {
  if (server.isReplica) {
    throw new NotModelledError(
      "copies of read replicas of PostgreSQL",
      "take them of the source, or promote the replica",
    );
  }
  await server.run(async (client) => {
    await client.query("SELECT pg_create_physical_replication_slot($1, true, true)", [SLOT]);
    const label = await backup(client, SLOT, () => copyData(server.dataFolder, folder));
    await copyLog(server.dataFolder, folder);
    writeOwned(join(folder, "backup_label"), label);
  });
}
