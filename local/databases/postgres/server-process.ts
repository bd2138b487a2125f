import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync, statSync } from "node:fs";
import { platform } from "node:os";
import { basename, join } from "node:path";
import { identityOf, startedAt } from "../../ground/process-identity.cjs";
import { endProcess } from "../end-process";

/** The process of a PostgreSQL server that may have been started by an earlier local cloud. */

/**
 * The server that runs on `dataFolder`, by PostgreSQL's own record. The record may be stale and its number another
 * process's by now, which nobody may stop: it must be `postgres`, on this very folder, of the user the folder belongs to,
 * and be there since before the record.
 */
export function serverOf(dataFolder: string): number | undefined {
  const path = join(dataFolder, "postmaster.pid");
  if (!existsSync(path)) return undefined;
  // Process, data folder, start in seconds since 1970, and more.
  const [pid, , seconds] = readFileSync(path, "utf8").split("\n").map(Number);
  if (pid === undefined || !Number.isInteger(pid) || pid < 2) return undefined;
  const found = identityOf(pid);
  if (found === undefined) return undefined;
  const isLater = seconds !== undefined && startedAt(found) > seconds * 1000 + CLOCKS_DIFFER_MS;
  const isServer =
    platform() === "linux" ? isServerOnLinux(pid, dataFolder, isLater) : !isLater && isServerByPs(pid, dataFolder);
  return isServer ? pid : undefined;
}

/** The record has whole seconds, and the start of a process is reckoned from the time of the boot. */
const CLOCKS_DIFFER_MS = 3000;

/**
 * A server works in its data folder, also when that was moved since it started: one that does is one, whatever a clock
 * says that may have been set since. By its arguments alone, one that began after the record is another.
 */
function isServerOnLinux(pid: number, dataFolder: string, isLater: boolean): boolean {
  try {
    const [file = "", ...args] = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    if (basename(file) !== "postgres" || statSync(`/proc/${pid}`).uid !== statSync(dataFolder).uid) return false;
    if (!isLater && args[args.indexOf("-D") + 1] === dataFolder) return true;
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataFolder);
  } catch {
    return false;
  }
}

function isServerByPs(pid: number, dataFolder: string): boolean {
  try {
    const line = execFileSync("ps", ["-ww", "-o", "uid=,command=", "-p", String(pid)], { encoding: "utf8" }).trim();
    const [, uid, command = ""] = /^(\d+)\s+(.*)$/s.exec(line) ?? [];
    const [file = "", rest = ""] = `${command} `.split(` -D ${dataFolder} `);
    return Number(uid) === statSync(dataFolder).uid && file.endsWith("/postgres") && rest !== command;
  } catch {
    return false;
  }
}

/** A record whose process is gone, or whose number another process has now, keeps PostgreSQL from starting. */
export function forgetServer(dataFolder: string): void {
  for (const name of ["postmaster.pid", ".s.PGSQL.5432.lock", ".s.PGSQL.5432"])
    rmSync(join(dataFolder, name), { force: true });
}

/** `immediate` is for data nobody needs any more: it takes no time, and the next start would have to recover. */
export type ShutdownMode = "fast" | "immediate";

/** Signals of PostgreSQL's shutdown modes, each with the seconds it is given before the next. */
const fast = ["SIGINT", 15] as const;
const immediate = ["SIGQUIT", 5] as const;
const last = ["SIGKILL", 5] as const;

/** Resolves when the server has ended. */
export function stopServer(pid: number, mode: ShutdownMode): Promise<void> {
  return endProcess(pid, mode === "fast" ? [fast, immediate, last] : [immediate, last], "the PostgreSQL server");
}
