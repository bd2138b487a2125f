import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { identityOf, isRunning, type ProcessIdentity } from "../../ground/process-identity.cjs";

/** Who has the turn, since when: no other process that is given its number counts. */
interface Holder extends ProcessIdentity {
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
    if (holder === undefined || !isRunning(holder)) {
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
  const mine = `${file}.${randomBytes(8).toString("hex")}`;
  const holder = { ...identityOf(process.pid), since: new Date().toISOString() };
  writeFileSync(mine, JSON.stringify(holder), { flag: "wx", mode: 0o600 });
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
  const aside = `${file}.${randomBytes(8).toString("hex")}`;
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
    const { pid, started, boot, since } = JSON.parse(text) as Partial<Holder>;
    if (pid === undefined || started === undefined || boot === undefined || since === undefined) return undefined;
    return { pid, started, boot, since };
  } catch {
    return undefined;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
