import { constants } from "node:fs";
import { copyFile, mkdir, readdir, readFile } from "node:fs/promises";
import { platform } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** At the top, what a copy makes anew: process, socket, and what its own binary log and following of others were. */
const LEFT_OUT = /^(?:mariadbd\.(?:pid|sock)|(?:binlog|relay)\.\w+|master\.info|relay-log\.info)$/;

/** Until every thread of a process that was told to stop has done so. */
const FROZEN_WITHIN_MS = 2_000;

/**
 * Copies a server's data folder as a kill would leave it at one moment, from which a server recovers what was committed: the
 * process stands still meanwhile, and its clients with it.
 *
 * @param pid of the server; undefined where none runs.
 */
export async function copyFrozen(pid: number | undefined, from: string, to: string): Promise<void> {
  if (pid === undefined) {
    await copyFolder(from, to, LEFT_OUT);
    return;
  }
  process.kill(pid, "SIGSTOP");
  try {
    await frozen(pid);
    await copyFolder(from, to, LEFT_OUT);
  } finally {
    thaw(pid);
  }
}

/** Has a server go on that somebody left frozen. */
export function thaw(pid: number): void {
  try {
    process.kill(pid, "SIGCONT");
  } catch {
    // It has ended.
  }
}

async function frozen(pid: number): Promise<void> {
  if (platform() !== "linux") {
    await sleep(100);
    return;
  }
  const deadline = Date.now() + FROZEN_WITHIN_MS;
  while (!(await isFrozen(pid))) {
    if (Date.now() > deadline) throw new Error("the server does not stand still, to be copied");
    await sleep(2);
  }
}

async function isFrozen(pid: number): Promise<boolean> {
  const tasks = join("/proc", String(pid), "task");
  const states = await Promise.all(
    (await readdir(tasks)).map((task) => readFile(join(tasks, task, "status"), "utf8").catch(() => "State:\tT")),
  );
  return states.every((status) => /^State:\s+T/m.test(status));
}

async function copyFolder(from: string, to: string, leftOut?: RegExp): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, copy] = [join(from, entry.name), join(to, entry.name)];
    if (leftOut?.test(entry.name) === true) continue;
    if (entry.isDirectory()) await copyFolder(source, copy);
    else if (entry.isFile()) await copyFile(source, copy, constants.COPYFILE_FICLONE);
  }
}
