import { chownSync, mkdirSync } from "node:fs";
import { chown, copyFile, mkdir, readdir, readlink, symlink } from "node:fs/promises";
import { join } from "node:path";
import type { ClientBase } from "pg";
import { writeOwn } from "../../ground/own-file";
import { runAs } from "../run-as";
import { NOTES_FOLDER } from "./client-notes";

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

/** One session begins and ends a backup. @returns the label that the copy is to have. */
export async function backup(client: ClientBase, name: string, copy: () => Promise<void>): Promise<string> {
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

/** Copies a server's data folder: what a server makes anew is left out. */
export function copyData(from: string, to: string): Promise<void> {
  return copy(from, to, { owner: runAs().owner, leftOut: LEFT_OUT, empty: EMPTY });
}

/** Copies a data folder that no server runs on, as it is. */
export function copyWhole(from: string, to: string): Promise<void> {
  return copy(from, to, { owner: runAs().owner, leftOut: NOTHING, empty: NOTHING });
}

/** Copies what the log of a server has in files of its own. */
export async function copyLog(from: string, to: string): Promise<void> {
  for (const name of await readdir(join(from, "pg_wal"))) {
    if (/^[0-9A-F]{24}$/.test(name))
      await copyOwned(join(from, "pg_wal", name), join(to, "pg_wal", name), runAs().owner);
  }
}

async function copy(from: string, to: string, how: How): Promise<void> {
  mkdirSync(join(to, ".."), { recursive: true, mode: 0o700 });
  await copyFolder(from, to, how);
}

type Owner = { readonly uid: number; readonly gid: number } | undefined;

interface How {
  readonly owner: Owner;
  readonly leftOut: ReadonlySet<string>;
  readonly empty: ReadonlySet<string>;
}

const NOTHING: ReadonlySet<string> = new Set();

async function copyFolder(from: string, to: string, how: How): Promise<void> {
  const { owner, leftOut, empty } = how;
  await mkdir(to, { mode: 0o700 });
  if (owner !== undefined) chownSync(to, owner.uid, owner.gid);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, copy] = [join(from, entry.name), join(to, entry.name)];
    if (leftOut.has(entry.name) || entry.name.startsWith("pgsql_tmp") || entry.isSocket()) continue;
    await unlessGone(async () => {
      if (entry.isSymbolicLink()) await symlink(await readlink(source), copy);
      else if (entry.isDirectory())
        await (empty.has(entry.name) ? emptyFolder(copy, owner) : copyFolder(source, copy, how));
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

/** A file of the data, which belongs to whom the server runs as. */
export function writeOwned(path: string, text: string): void {
  writeOwn(path, text);
  const { owner } = runAs();
  if (owner !== undefined) chownSync(path, owner.uid, owner.gid);
}
