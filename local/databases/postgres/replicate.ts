import { join } from "node:path";
import type { ClientBase } from "pg";
import { backup, copyData, writeOwned } from "./copy-data";
import type { PostgresServer } from "./server";

/** The replication slot of a replica: lower-case letters, digits and underscores. */
export function slotOf(resourceId: string): string {
  return resourceId.toLowerCase().replace(/[^a-z0-9]/g, "_");
}

/**
 * Makes `replica` a hot standby of the running `source`: a base backup while that goes on working, and a slot that keeps
 * what the copy still needs. The server runs when the promise resolves.
 */
export async function replicate(replica: PostgresServer, source: PostgresServer, slot: string): Promise<void> {
  await source.admitReplicas();
  await source.run(async (client) => {
    await dropSlot(client, slot);
    await client.query("SELECT pg_create_physical_replication_slot($1, true)", [slot]);
  });
  try {
    await source.run(async (client) => {
      const label = await backup(client, slot, () => copyData(source.dataFolder, replica.dataFolder));
      writeOwned(join(replica.dataFolder, "backup_label"), label);
      writeOwned(join(replica.dataFolder, "standby.signal"), "");
    });
    replica.follow(source.dataFolder, slot);
    await replica.start();
  } catch (error) {
    await source.run((client) => dropSlot(client, slot));
    throw error;
  }
}

/** What a replica that is gone would keep its source from throwing away. */
export async function dropSlot(client: ClientBase, slot: string): Promise<void> {
  const text =
    "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = $1 AND NOT active";
  await client.query(text, [slot]);
}
