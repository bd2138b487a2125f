import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { started } from "./child";
import { resolveFrom } from "./resolve-from";

/** What a program's process is told when the engine wants the program run. */
export interface RunOrder {
  /** `@pulumi/pulumi/cmd/run`, as its path. */
  readonly runner: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
}

let warm: { readonly runner: string; readonly child: ChildProcess } | undefined;

/** What runs programs, of the SDK that `folder` has; undefined where it has none. */
export function runnerOf(folder: string): string | undefined {
  return resolveFrom(folder, "@pulumi/pulumi/cmd/run");
}

/**
 * Has a process load what the SDK of `folder` needs while the engine still starts the policy packs, which the program waits for:
 * that takes about as long as the packs do, on a processor that has nothing else to do.
 */
export function warmUp(folder: string): void {
  const runner = runnerOf(folder);
  if (warm !== undefined || runner === undefined) return;
  warm = { runner, child: begin(runner) };
}

/** The process that runs the program by `runner`: the warm one where that is of the same SDK, else a new one. */
export function programProcess(order: RunOrder): ChildProcess {
  const child = warm?.runner === order.runner && warm.child.connected ? warm.child : begin(order.runner);
  warm = undefined;
  child.send(order);
  return child;
}

function begin(runner: string): ChildProcess {
  return started(fork(join(__dirname, "program.js"), [runner], { stdio: ["ignore", "inherit", "inherit", "ipc"] }));
}
