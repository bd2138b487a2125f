import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

/**
 * Removes the locks that engines ended by kill -9 left on stacks of a local backend: those of processes of this machine
 * that are no more. Pulumi itself would ask for `pulumi cancel`.
 */
export function removeStaleLocks(backend: string): void {
  const root = join(backend, ".pulumi", "locks");
  if (!existsSync(root)) return;
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !entry.name.endsWith(".json") || !isStale(path)) continue;
    rmSync(path, { force: true });
    rmSync(`${path}.attrs`, { force: true });
  }
}

function isStale(path: string): boolean {
  const lock = JSON.parse(readFileSync(path, "utf8") || "{}") as { pid?: number; hostname?: string };
  if (lock.pid === undefined) return true;
  return lock.hostname === hostname() && !isEngine(lock.pid);
}

/** A killed engine may linger as a zombie, without a command line, and its number may be another program's by now. */
function isEngine(pid: number): boolean {
  if (existsSync("/proc/self/cmdline")) {
    const path = `/proc/${String(pid)}/cmdline`;
    return existsSync(path) && readFileSync(path, "utf8").includes("pulumi");
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}
