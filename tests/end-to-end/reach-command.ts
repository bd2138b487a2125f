import { spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Sandbox } from "./sandbox";

/** How `npm run reach` ended, its two outputs apart. */
export interface ReachEnded {
  /** Of a signal its name. */
  readonly code: number | NodeJS.Signals;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ReachProcess {
  readonly ended: Promise<ReachEnded>;
  readonly pid: number;
  stderr(): string;
}

/** Starts `npm run reach -- ARGS` in the sandbox, on its backend, in a process group of its own. */
export function startReach(sandbox: Sandbox, args: readonly string[], env: NodeJS.ProcessEnv = {}): ReachProcess {
  const backend = { PULUMI_BACKEND_URL: pathToFileURL(sandbox.state.backend).href };
  const child = spawn(process.execPath, [join("reach", "run.mjs"), ...args], {
    cwd: sandbox.folder,
    env: { ...process.env, ...backend, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (said.stdout += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => (said.stderr += chunk.toString("utf8")));
  const ended = new Promise<ReachEnded>((done, fail) => {
    child.once("error", fail);
    child.once("close", (code, signal) => {
      done({ code: code ?? signal ?? 1, ...said });
    });
  });
  return { ended, pid: child.pid ?? 0, stderr: () => said.stderr };
}
