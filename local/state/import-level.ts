import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ClassicLevel } from "classic-level";
import type { Entity } from "./store";
import { StoreLockedError, StoreLostError } from "./store-errors";
import { isLocked, reasonOf } from "./store-lock";

/** LevelDB's own files, in which version 0.1 had the state. */
const LEVEL_FILE = /^(CURRENT|LOCK|LOG|LOG\.old|MANIFEST-\d+|\d+\.(log|ldb|sst|dbtmp))$/;
const KEPT = "version-0.1";

export function hasLevel(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).some((name) => LEVEL_FILE.test(name));
}

/**
 * The entities of a store of version 0.1. LevelDB repairs what it opens, and drops what it cannot read without an
 * error: it opens a copy, and is held to what it writes in its log.
 */
export async function readLevel(folder: string): Promise<readonly Entity[]> {
  const copy = mkdtempSync(join(tmpdir(), "lattice-db-store-"));
  try {
    for (const name of levelFiles(folder)) cpSync(join(folder, name), join(copy, name));
    for (const log of ["LOG", "LOG.old"]) rmSync(join(copy, log), { force: true });
    const entities = await valuesOf(copy, { createIfMissing: false });
    const dropped = readFileSync(join(copy, "LOG"), "utf8").match(/^.*(?:dropping|Corruption).*$/im)?.[0];
    if (dropped !== undefined) throw new Error(dropped.replace(/^\S+ \S+ /, ""));
    // A local cloud of version 0.1 that runs holds the lock on the original.
    await valuesOf(folder, { createIfMissing: false });
    return entities;
  } catch (error) {
    if (isLocked(error)) throw new StoreLockedError(folder);
    throw new StoreLostError(folder, `LevelDB says: ${reasonOf(error)}`);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Once the entities are written in today's form: keeps the old files beside them, where nothing reads them. */
export function keepLevelAside(folder: string): void {
  const aside = `${folder}.${KEPT}`;
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  for (const name of levelFiles(folder)) renameSync(join(folder, name), join(aside, name));
}

function levelFiles(folder: string): string[] {
  return readdirSync(folder).filter((name) => LEVEL_FILE.test(name));
}

async function valuesOf(folder: string, options: { createIfMissing: false }): Promise<Entity[]> {
  const database = new ClassicLevel<string, Entity>(folder, { valueEncoding: "json", ...options });
  await database.open();
  try {
    return await database.values().all();
  } finally {
    await database.close();
  }
}
