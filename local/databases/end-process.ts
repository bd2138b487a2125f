import { setTimeout as sleep } from "node:timers/promises";
import { identityOf, isRunning, type ProcessIdentity } from "../ground/process-identity.cjs";

/** A signal, and the seconds it is given before the next. */
export type EndingStep = readonly [signal: NodeJS.Signals, seconds: number];

/**
 * Resolves when the process has ended. @throws Error where it does not, with what to do.
 * @param what it is, such as `the PostgreSQL server`.
 */
export async function endProcess(pid: number, steps: readonly EndingStep[], what: string): Promise<void> {
  const server = identityOf(pid);
  if (server === undefined) return;
  for (const [signal, seconds] of steps) {
    if (!isRunning(server) || !send(pid, signal)) return;
    if (await ended(server, seconds * 1000)) return;
  }
  throw new Error(`${what}, process ${pid}, does not end: end it (kill -9 ${pid}) and repeat the command`);
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
