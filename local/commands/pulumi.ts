import { prepareServers } from "../databases/prepare-servers";
import type { ProjectFolders, StateFolder } from "../ground/state-folder";
import { withProgress } from "./progress";
import { openSession, type Session } from "./session";
import { declaredEngines, declaredStacks } from "./start/stack-files";

const DEPLOYS: readonly (string | undefined)[] = ["up", "update"];

/** Any Pulumi command; one that deploys has what its databases' servers need fetched first, so that this is seen. */
export async function pulumi(given: readonly string[], folders: ProjectFolders, state: StateFolder): Promise<number> {
  const session = await withProgress(async (say) => {
    const opened = await openSession(folders, state, say);
    if (DEPLOYS.includes(given[0])) await prepare(opened, say);
    return opened;
  });
  return session.pulumi.pass([...given]);
}

async function prepare({ folders }: Session, say: (line: string) => void): Promise<void> {
  const { producers } = declaredStacks(folders.project);
  const engines = producers.flatMap((stack) => declaredEngines(folders.project, stack));
  for (const problem of await prepareServers(engines, say)) process.stderr.write(`note: ${problem}\n`);
}
