import { chownSync, mkdirSync } from "node:fs";
import { chown, copyFile, mkdir, readdir, readlink, symlink } from "node:fs/promises";
import { join } from "node:path";
import { writeOwn } from "../../ground/own-file";
import { NOTES_FOLDER } from "./client-notes";
import { runAs } from "../run-as";
import type { PostgresServer } from "./server";
import type { ClientBase } from "pg";

/** What a copy makes anew, or must not have (PostgreSQL manual, "Making a base backup using the low-level API"). */
const LEFT_OUT = new Set([
  ...["postmaster.pid", "postmaster.opts", ".s.PGSQL.5432", ".s.PGSQL.5432.lock", "pg_internal.init"],
  ...["backup_label", "tablespace_map", "standby.signal", "recovery.signal", NOTES_FOLDER],
]);
/** Folders that are needed and begin empty. */
const EMPTY = new Set([
  "pg_wal",
  "pg_replslot",
  "pg_dynshmem",
  "pg_notify",
  "pg_serial",
  "pg_snapshots",
  "pg_subtrans",
]);

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

/** One session begins and ends a backup. @returns the label that the copy is to have. */
async function backup(client: ClientBase, name: string, copy: () => Promise<void>): Promise<string> {
  const { rows } = await client.query<{ major: number }>(
    "SELECT current_setting('server_version_num')::int / 10000 AS major",
  );
  // The functions were renamed with 15.
  const isOld = (rows[0]?.major ?? 0) < 15;
  await client.query(isOld ? "SELECT pg_start_backup($1, true, false)" : "SELECT pg_backup_start($1, true)", [name]);
  await copy();
  const stopped = await client.query<{ labelfile: string }>(
    isOld ? "SELECT labelfile FROM pg_stop_backup(false, false)" : "SELECT labelfile FROM pg_backup_stop(false)",
  );
  return stopped.rows[0]?.labelfile ?? "";
}

async function copyData(from: string, to: string): Promise<void> {
  const { owner } = runAs();
  mkdirSync(join(to, ".."), { recursive: true, mode: 0o700 });
  await copyFolder(from, to, owner);
}

type Owner = { readonly uid: number; readonly gid: number } | undefined;

async function copyFolder(from: string, to: string, owner: Owner): Promise<void> {
  await mkdir(to, { mode: 0o700 });
  if (owner !== undefined) chownSync(to, owner.uid, owner.gid);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, copy] = [join(from, entry.name), join(to, entry.name)];
    if (LEFT_OUT.has(entry.name) || entry.name.startsWith("pgsql_tmp") || entry.isSocket()) continue;
    await unlessGone(async () => {
      if (entry.isSymbolicLink()) await symlink(await readlink(source), copy);
      else if (entry.isDirectory())
        await (EMPTY.has(entry.name) ? emptyFolder(copy, owner) : copyFolder(source, copy, owner));
      else await copyOwned(source, copy, owner);
    });
  }
}

async function emptyFolder(path: string, owner: Owner): Promise<void> {
  await mkdir(path, { mode: 0o700 });
  if (owner !== undefined) await chown(path, owner.uid, owner.gid);
  if (path.endsWith("pg_wal")) await emptyFolder(join(path, "archive_status"), owner);
}

async function copyOwned(from: string, to: string, owner: Owner): Promise<void> {
  await copyFile(from, to);
  if (owner !== undefined) await chown(to, owner.uid, owner.gid);
}

/** A server at work deletes files; what is gone meanwhile its log makes up for. */
async function unlessGone(copy: () => Promise<void>): Promise<void> {
  try {
    await copy();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

function writeOwned(path: string, text: string): void {
  writeOwn(path, text);
  const { owner } = runAs();
  if (owner !== undefined) chownSync(path, owner.uid, owner.gid);
}
