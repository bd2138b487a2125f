import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { basename, join } from "node:path";
import { identityOf, startedAt } from "../ground/process-identity.cjs";

/**
 * Removes the locks that engines ended by kill -9 left on stacks of a local backend: those of processes of this machine
 * that are no more. Pulumi itself would ask for `pulumi cancel`.
 *
 * @returns whether there is one that nobody can read, and that may be in the writing: the engine would fail by it, so ask
 *   again in a moment.
 */
export function removeStaleLocks(backend: string): boolean {
  const root = join(backend, ".pulumi", "locks");
  if (!existsSync(root)) return false;
  let unreadable = false;
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    // The engine reads whatever lies there, also what it had not renamed yet (`x.json.<digits>.tmp`), but for attributes.
    if (!entry.isFile() || entry.name.endsWith(".attrs")) continue;
    if (!isStale(path)) {
      unreadable ||= existsSync(path) && readLock(path)?.pid === undefined;
      continue;
    }
    rmSync(path, { force: true });
    rmSync(`${path}.attrs`, { force: true });
  }
  return unreadable;
}

/** How long one that cannot be read may still be in the writing. */
const MOMENT_MS = 2000;

interface EngineLock {
  readonly pid?: number;
  readonly hostname?: string;
  /** When it was taken. */
  readonly timestamp?: string;
}

function isStale(path: string): boolean {
  const lock = readLock(path);
  if (lock?.pid === undefined)
    return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > MOMENT_MS;
  return lock.hostname === hostname() && !holds(lock.pid, lock.timestamp);
}

/** A full disk or a kill may have left a part of one. */
function readLock(path: string): EngineLock | undefined {
  try {
    const lock = JSON.parse(readFileSync(path, "utf8")) as unknown;
    return typeof lock === "object" && lock !== null ? lock : undefined;
  } catch {
    return undefined;
  }
}

/** Its number may be another program's by now, or a later engine's. */
function holds(pid: number, timestamp = ""): boolean {
  const found = identityOf(pid);
  if (found === undefined || startedAt(found) > Date.parse(timestamp) + MOMENT_MS) return false;
  const path = `/proc/${String(pid)}/cmdline`;
  return !existsSync(path) || basename(readFileSync(path, "utf8").split("\0")[0] ?? "") === "pulumi";
}
