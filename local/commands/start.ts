import type { ProjectFolders, StateFolder } from "../state-folder";
import { PulumiFailed } from "./run-pulumi";
import { Progress } from "./progress";
import { Screen } from "./screen";
import { openSession } from "./session";
import { deployBoth } from "./start/deploy-both";
import { closing } from "./start/closing";
import { refusals } from "./start/refusals";
import { StepFailed, type Stage } from "./start/stage";
import { useDatabase } from "./start/use-database";

/** `npm start`: deploys both stacks on the local cloud, uses the shared database, and shows who is refused and why. */
export async function start(folders: ProjectFolders, state: StateFolder): Promise<number> {
  const started = Date.now();
  const screen = new Screen();
  const progress = new Progress();
  try {
    screen.line(
      "One database, two AWS accounts, VPC Lattice between them: deployed by the real Pulumi engine on a local cloud.",
    );
    screen.heading("1  Set-up");
    const session = await openSession(folders, state, (line) => {
      progress.say(line);
    });
    progress.done();
    screen.done(`Pulumi ${session.pulumi.cli.version}, ${session.pulumi.cli.source}`);
    screen.done(`local cloud in ${state.root}, process ${String(session.cloud.pid)}`);
    const stage: Stage = { session, screen, progress };
    await deployBoth(stage);
    await useDatabase(stage);
    await refusals(stage);
    closing(stage, started);
    return 0;
  } catch (error) {
    progress.done();
    if (!(error instanceof PulumiFailed) && !(error instanceof StepFailed)) throw error;
    process.stderr.write(`\nerror: ${error.message}\n`);
    return 1;
  }
}
