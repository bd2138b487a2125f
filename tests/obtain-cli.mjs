// The end-to-end tests need a Pulumi CLI, which takes minutes where it has to be built.
import { spawn } from "node:child_process";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { project } from "../local/setup.mjs";

/**
 * Starts to obtain one, with what the processors have left over from the tests. Answers what waits for it, resolves with
 * the exit code, and shows what it says only from then on, so as not to speak in between the titles of the tests.
 */
export function obtainCli() {
  const child = spawn(process.execPath, [join(project, "local", "run.mjs"), "cli"], {
    cwd: project,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  const ended = new Promise((resolve) => child.once("close", (code) => resolve(code ?? 1)));
  let held = [];
  for (const [stream, shown] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ]) {
    stream.on("data", (chunk) => (held === undefined ? shown.write(chunk) : held.push([shown, chunk])));
  }
  return () => {
    for (const [shown, chunk] of held ?? []) shown.write(chunk);
    held = undefined;
    return ended;
  };
}
