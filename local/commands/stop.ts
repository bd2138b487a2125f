import { runningCloud, stopCloud } from "../cloud/ensure-cloud";
import type { StateFolder } from "../state-folder";

/** Stops the local cloud and its databases; the state is kept. */
export async function stop(state: StateFolder): Promise<number> {
  const running = await runningCloud(state);
  if (running === undefined) {
    process.stdout.write("the local cloud is not running\n");
    return 0;
  }
  await stopCloud(running);
  process.stdout.write(`stopped; everything is kept in ${state.root}\n`);
  return 0;
}
