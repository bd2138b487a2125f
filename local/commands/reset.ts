import { existsSync, rmSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { runningCloud, stopCloud } from "../cloud/ensure-cloud";
import type { StateFolder } from "../state-folder";

/** Stops the local cloud and deletes its state folder. Asks first, unless told not to. */
export async function reset(state: StateFolder, yes: boolean): Promise<number> {
  if (!existsSync(state.root)) {
    process.stdout.write("nothing to delete: there is no local cloud here\n");
    return 0;
  }
  if (!yes && !(await confirmed(`delete ${state.root}, with all stacks and rows of the local cloud?`))) {
    process.stderr.write("nothing deleted (reset --yes does not ask)\n");
    return 1;
  }
  const running = await runningCloud(state);
  if (running !== undefined) await stopCloud(running);
  rmSync(state.root, { recursive: true, force: true });
  process.stdout.write(`deleted ${state.root}\n`);
  return 0;
}

async function confirmed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const reader = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await reader.question(`${question} [y/N] `);
  reader.close();
  return /^y(es)?$/i.test(answer.trim());
}
