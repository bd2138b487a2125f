import { runningCloud, stopCloud } from "../cloud/ensure-cloud";
import { stopLeftServers } from "../databases/left-servers";
import { isStateFolder } from "../ground/state-marker";
import type { StateFolder } from "../ground/state-folder";

/** Stops the local cloud and its databases, also those that a killed one left; the state is kept. */
export async function stop(state: StateFolder): Promise<number> {
  const running = isStateFolder(state.root) ? await runningCloud(state) : undefined;
  if (running !== undefined) await stopCloud(running);
  const left = await stopLeftServers(state.root);
  if (running !== undefined) process.stdout.write(`stopped; everything is kept in ${state.root}\n`);
  else if (left > 0) process.stdout.write(`the local cloud was not running; stopped ${left} database(s) it had left\n`);
  else process.stdout.write("the local cloud is not running\n");
  return 0;
}
