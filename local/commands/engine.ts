import { ensureEngine } from "../engine/engine";
import type { ProjectFolders } from "../ground/state-folder";
import { withProgress } from "./progress";
import { engineOptions } from "./session";

/** Has a Pulumi CLI ready and prints which. */
export async function engine(folders: ProjectFolders): Promise<number> {
  const cli = await withProgress((say) => ensureEngine(engineOptions(folders, say)));
  process.stdout.write(`Pulumi ${cli.version} (${cli.source}): ${cli.path}\n`);
  return 0;
}
