import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Who has the turn: a process, and when it began by the kernel's clock, so that no other with its number counts. */
interface Holder {
  readonly pid: number;
  readonly began: string;
  readonly since: string;
}

const LOOK_AGAIN_MS = 200;

/**
 * Does `work` alone among all `npm start` of one state folder: another one waits, and `onWait` hears once for whom.
 * A turn whose process has ended, whichever way, is over.
 */
export async function inTurn<T>(folder: string, onWait: (whom: string) => void, work: () => Promise<T>): Promise<T> {
  const file = join(folder, "start.lock");
  let saidFor = "";
  while (!take(file)) {
    const text = read(file);
    const holder = holderIn(text);
    if (holder === undefined || !isStill(holder)) {
      giveUp(file, text);
      continue;
    }
    if (saidFor !== text) onWait(`another npm start (process ${String(holder.pid)}, since ${holder.since})`);
    saidFor = text;
    await sleep(LOOK_AGAIN_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** Makes the lock, whole at once; false where there is one. */
function take(file: string): boolean {
  const mine = `${file}.${String(process.pid)}`;
  const holder: Holder = { pid: process.pid, began: beginOf(process.pid) ?? "", since: new Date().toISOString() };
  writeFileSync(mine, JSON.stringify(holder), { mode: 0o600 });
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Removes the lock that was read; one that somebody made meanwhile is put back. */
function giveUp(file: string, text: string): void {
  const aside = `${file}.over-${String(process.pid)}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (isCode(error, "ENOENT")) return;
    throw error;
  }
  if (read(aside) === text) rmSync(aside, { force: true });
  else renameSync(aside, file);
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return "";
    throw error;
  }
}

function holderIn(text: string): Holder | undefined {
  try {
    const { pid, began, since } = JSON.parse(text) as Partial<Holder>;
    return pid === undefined || began === undefined || since === undefined ? undefined : { pid, began, since };
  } catch {
    return undefined;
  }
}

function isStill({ pid, began }: Holder): boolean {
  return beginOf(pid) === began;
}

/** When a process began, in the kernel's ticks ("" where there is no /proc); undefined for one that is no more. */
function beginOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!isCode(error, "EPERM")) return undefined;
  }
  const stat = read(`/proc/${String(pid)}/stat`);
  // The name, in parentheses, may have anything in it; the fields after it are the state and, as the 20th, the begin.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields[0] === "Z" ? undefined : (fields[19] ?? "");
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
