import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync, statSync } from "node:fs";
import { platform } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { identityOf, isRunning, type ProcessIdentity } from "../process-identity.cjs";

/** The process of a PostgreSQL server that may have been started by an earlier local cloud. */

/**
 * The server that runs on `dataFolder`, by PostgreSQL's own record. The record may be stale and its number another
 * process's by now, which nobody may stop: it must be `postgres`, on this very folder, of the user the folder belongs to.
 */
export function serverOf(dataFolder: string): number | undefined {
  const record = join(dataFolder, "postmaster.pid");
  if (!existsSync(record)) return undefined;
  const pid = Number(readFileSync(record, "utf8").split("\n")[0]);
  if (!Number.isInteger(pid) || pid < 2 || identityOf(pid) === undefined) return undefined;
  const isServer = platform() === "linux" ? isServerOnLinux(pid, dataFolder) : isServerByPs(pid, dataFolder);
  return isServer ? pid : undefined;
}

/** A server works in its data folder, also when that was moved since it started. */
function isServerOnLinux(pid: number, dataFolder: string): boolean {
  try {
    const [file = "", ...args] = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    if (basename(file) !== "postgres" || statSync(`/proc/${pid}`).uid !== statSync(dataFolder).uid) return false;
    return args[args.indexOf("-D") + 1] === dataFolder || readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataFolder);
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
export async function stopServer(pid: number, mode: ShutdownMode): Promise<void> {
  const server = identityOf(pid);
  if (server === undefined) return;
  for (const [signal, seconds] of mode === "fast" ? [fast, immediate, last] : [immediate, last]) {
    if (!isRunning(server) || !send(pid, signal)) return;
    if (await ended(server, seconds * 1000)) return;
  }
  throw new Error(
    `the PostgreSQL server, process ${pid}, does not end: end it (kill -9 ${pid}) and repeat the command`,
  );
}

async function ended(server: ProcessIdentity, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (isRunning(server)) {
    if (Date.now() > deadline) return false;
    await sleep(10);
  }
  return true;
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}
