import { existsSync, readFileSync, rmSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { platform } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** The process of a PostgreSQL server that may have been started by an earlier local cloud. */

/** The server that runs on `dataFolder`, by PostgreSQL's own record and checked against the process table. */
export function serverOf(dataFolder: string): number | undefined {
  const record = join(dataFolder, "postmaster.pid");
  if (!existsSync(record)) return undefined;
  const pid = Number(readFileSync(record, "utf8").split("\n")[0]);
  return Number.isInteger(pid) && pid > 1 && isAlive(pid) && commandOf(pid).includes(dataFolder) ? pid : undefined;
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
  for (const [signal, seconds] of mode === "fast" ? [fast, immediate, last] : [immediate, last]) {
    if (!send(pid, signal)) return;
    if (await ended(pid, seconds * 1000)) return;
  }
  throw new Error(`the PostgreSQL server, process ${pid}, does not end`);
}

async function ended(pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (isAlive(pid)) {
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

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // An orphan that ended stays in the process table where nobody (a container's first process) collects it.
  return !(platform() === "linux" && /^State:\s*Z/m.test(procFile(pid, "status")));
}

function commandOf(pid: number): string {
  if (platform() === "linux") return procFile(pid, "cmdline");
  try {
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

function procFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
}
