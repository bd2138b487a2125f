import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync, statSync } from "node:fs";
import { platform } from "node:os";
import { basename, join } from "node:path";
import { identityOf } from "../../ground/process-identity.cjs";
import { endProcess } from "../end-process";

/** In a data folder: the server's own record of its process, and its socket. */
export const PID_FILE = "mariadbd.pid";
export const SOCKET = "mariadbd.sock";

const NAMES: readonly string[] = ["mariadbd", "mysqld"];

/**
 * The server that runs on `dataFolder`, by its own record. The record may be stale and its number another process's by
 * now, which nobody may stop: it must be a MariaDB server of the user the folder belongs to, that works in this very folder.
 */
export function serverOf(dataFolder: string): number | undefined {
  const path = join(dataFolder, PID_FILE);
  if (!existsSync(path)) return undefined;
  const pid = Number(readFileSync(path, "utf8").trim());
  if (!Number.isInteger(pid) || pid < 2 || identityOf(pid) === undefined) return undefined;
  const isServer = platform() === "linux" ? isServerOnLinux(pid, dataFolder) : isServerByPs(pid, dataFolder);
  return isServer ? pid : undefined;
}

/** It works in its data folder, also when that was moved since it started. */
function isServerOnLinux(pid: number, dataFolder: string): boolean {
  try {
    const [file = ""] = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    if (!NAMES.includes(basename(file)) || statSync(`/proc/${pid}`).uid !== statSync(dataFolder).uid) return false;
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataFolder);
  } catch {
    return false;
  }
}

function isServerByPs(pid: number, dataFolder: string): boolean {
  try {
    const line = execFileSync("ps", ["-ww", "-o", "uid=,command=", "-p", String(pid)], { encoding: "utf8" }).trim();
    const [, uid, command = ""] = /^(\d+)\s+(.*)$/s.exec(line) ?? [];
    const [file = "", rest = ""] = `${command} `.split(` ${settingsOption(dataFolder)} `);
    return Number(uid) === statSync(dataFolder).uid && NAMES.includes(basename(file)) && rest !== command;
  } catch {
    return false;
  }
}

/** All that a server is told on its command line. */
export function settingsOption(dataFolder: string): string {
  return `--defaults-file=${join(dataFolder, "..", "server.cnf")}`;
}

/** What a server that ended by force has left. */
export function forgetServer(dataFolder: string): void {
  for (const name of [PID_FILE, SOCKET]) rmSync(join(dataFolder, name), { force: true });
}

/** `immediate` is for data nobody needs any more. Resolves when the server has ended. */
export function stopServer(pid: number, mode: "orderly" | "immediate"): Promise<void> {
  const last = ["SIGKILL", 5] as const;
  return endProcess(pid, mode === "orderly" ? [["SIGTERM", 20], last] : [last], "the MariaDB server");
}
