import { readdirSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { runningCloud, stopCloud } from "../cloud/ensure-cloud";
import { StoreLockedError } from "../state/store-errors";
import { lockStore } from "../state/store-lock";
import { stopLeftServers } from "../databases/left-servers";
import { isStateFolder, madeHere } from "../ground/state-marker";
import type { StateFolder } from "../ground/state-folder";

/** Stops the local cloud and deletes what it has made in its state folder. Asks first, unless told not to. */
export async function reset(state: StateFolder, yes: boolean): Promise<number> {
  if (!isStateFolder(state.root)) {
    process.stdout.write("nothing to delete: there is no local cloud here\n");
    return 0;
  }
  if (!yes && !(await confirmed(`delete ${state.root}, with all stacks and rows of the local cloud?`))) {
    process.stderr.write("nothing deleted (reset --yes does not ask)\n");
    return 1;
  }
  const running = await runningCloud(state);
  if (running !== undefined) await stopCloud(running);
  await notUnderAnother(state.root, async () => {
    await stopLeftServers(state.root);
    for (const name of madeHere(state.root)) rmSync(join(state.root, name), { recursive: true, force: true });
  });
  rmSync(join(state.root, "store.lock"), { recursive: true, force: true });
  const kept = readdirSync(state.root);
  if (kept.length === 0) rmdirSync(state.root);
  process.stdout.write(`deleted ${state.root}${kept.length === 0 ? "" : `, but for ${kept.join(", ")}`}\n`);
  return 0;
}

/** One that is starting, or does not answer any more, has the store locked: nothing is deleted under it. */
async function notUnderAnother(root: string, work: () => Promise<void>): Promise<void> {
  const release = await lockStore(join(root, "store")).catch((error: unknown) => {
    if (error instanceof StoreLockedError) throw error;
    // On a full disk there is no lock to be had, and room to be made.
    return () => Promise.resolve();
  });
  try {
    await work();
  } finally {
    await release();
  }
}

async function confirmed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const reader = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await reader.question(`${question} [y/N] `);
  reader.close();
  return /^y(es)?$/i.test(answer.trim());
}
