import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { serverOf, stopServer } from "./server-process";

/**
 * Stops the database servers that a local cloud left running, as one does that was killed; answers how many.
 * @throws Error where one does not end.
 */
export async function stopLeftServers(stateFolder: string): Promise<number> {
  const folder = join(stateFolder, "databases");
  if (!existsSync(folder)) return 0;
  const running = readdirSync(folder).flatMap((name) => serverOf(join(folder, name, "data")) ?? []);
  await Promise.all(running.map((pid) => stopServer(pid, "fast")));
  return running.length;
}
