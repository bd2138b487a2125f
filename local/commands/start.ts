import { prepareStateFolder, type ProjectFolders, type StateFolder } from "../ground/state-folder";
import { PulumiFailed } from "./run-pulumi";
import { Progress } from "./progress";
import { Screen } from "./screen";
import { openSession } from "./session";
import { deployAll } from "./start/deploy-all";
import { closing } from "./start/closing";
import { refusals } from "./start/refusals";
import { StepFailed, type Stage } from "./start/stage";
import { inTurn } from "./start/turn";
import { useDatabases } from "./start/use-databases";

/**
 * `npm start`: deploys all stacks on the local cloud, uses the shared databases, and shows who is refused and why. Two
 * at once take turns.
 */
export async function start(folders: ProjectFolders, state: StateFolder): Promise<number> {
  const screen = new Screen();
  const progress = new Progress();
  try {
    screen.line(
      "Databases shared between AWS accounts over VPC Lattice: deployed by the real Pulumi engine on a local cloud.",
    );
    prepareStateFolder(state);
    const wait = (whom: string): void => {
      progress.say(`waiting for ${whom} to end: both would change the same stacks`);
    };
    await inTurn(state.root, wait, () => play(folders, state, screen, progress));
    return 0;
  } catch (error) {
    progress.done();
    if (!(error instanceof PulumiFailed) && !(error instanceof StepFailed)) throw error;
    process.stderr.write(`\nerror: ${error.message}\n`);
    return 1;
  }
}

async function play(folders: ProjectFolders, state: StateFolder, screen: Screen, progress: Progress): Promise<void> {
  progress.done();
  const started = Date.now();
  screen.heading("1  Set-up");
  const session = await openSession(folders, state, (line) => {
    progress.say(line);
  });
  progress.done();
  screen.done(`Pulumi ${session.pulumi.cli.version}, ${session.pulumi.cli.source}`);
  screen.done(`local cloud in ${state.root}, process ${String(session.cloud.pid)}`);
  const stage: Stage = { session, screen, progress };
  const consumers = await deployAll(stage);
  const uses = await useDatabases(stage, consumers);
  await refusals(stage, uses);
  closing(stage, started, uses);
}
