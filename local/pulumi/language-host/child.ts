import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";

/** Pulumi's runners exit with this code when they have told the user what went wrong. */
export const EXIT_ALREADY_REPORTED = 32;

const children = new Set<ChildProcess>();

/** Starts `node ARGS`; the process is ended with the language host. */
export function startNode(args: readonly string[], options: SpawnOptions): ChildProcess {
  return started(spawn(process.execPath, args, options));
}

/** Has a process ended with the language host. */
export function started(child: ChildProcess): ChildProcess {
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
}

export function endChildren(): void {
  for (const child of children) child.kill("SIGTERM");
}
