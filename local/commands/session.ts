import { join } from "node:path";
import { ensureCloud, type RunningCloud } from "../cloud/ensure-cloud";
import { ensureCli } from "../pulumi/cli";
import type { CliOptions } from "../pulumi/cli-options";
import { LocalPulumi } from "../pulumi/local-pulumi";
import { prepareStateFolder, type ProjectFolders, type StateFolder } from "../ground/state-folder";

/** What a command of the local command line works with. */
export interface Session {
  readonly folders: ProjectFolders;
  readonly state: StateFolder;
  readonly cloud: RunningCloud;
  readonly pulumi: LocalPulumi;
}

/** Has the Pulumi CLI and the local cloud ready; `progress` hears what is being done when it takes time. */
export async function openSession(
  folders: ProjectFolders,
  state: StateFolder,
  progress: (line: string) => void,
): Promise<Session> {
  prepareStateFolder(state);
  const [cli, cloud] = await Promise.all([ensureCli(cliOptions(folders, progress)), ensureCloud(folders, state)]);
  return { folders, state, cloud, pulumi: new LocalPulumi(cli, folders, state, cloud.socket) };
}

/** Where a project keeps its CLIs, and what it needs to build one. */
export function cliOptions(folders: ProjectFolders, progress: (line: string) => void): CliOptions {
  return {
    cliFolder: folders.cli,
    modules: join(folders.project, "local", "pulumi", "go"),
    languageHost: join(folders.dist, "language-host.js"),
    progress,
  };
}
