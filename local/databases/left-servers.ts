import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { databasesFolder } from "./database-folder";
import { stopServersIn } from "./stop-servers-in";

/**
 * Stops the database servers that a local cloud left running, as one does that was killed; answers how many.
 * @throws Error where one does not end.
 */
export async function stopLeftServers(stateFolder: string): Promise<number> {
  const folder = databasesFolder(stateFolder);
  if (!existsSync(folder)) return 0;
  const stopped = await Promise.all(readdirSync(folder).map((name) => stopServersIn(join(folder, name))));
  return stopped.reduce((sum, count) => sum + count, 0);
}
