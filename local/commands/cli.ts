import { ensureCli } from "../pulumi/cli";
import type { ProjectFolders } from "../ground/state-folder";
import { withProgress } from "./progress";
import { cliOptions } from "./session";

/** Has a Pulumi CLI ready and prints which. */
export async function cli(folders: ProjectFolders): Promise<number> {
  const found = await withProgress((say) => ensureCli(cliOptions(folders, say)));
  process.stdout.write(`Pulumi ${found.version} (${found.source}): ${found.path}\n`);
  return 0;
}
