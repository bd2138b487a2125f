import { prepareServers } from "../../databases/prepare-servers";
import { deploy, type Deployed } from "../deploy";
import { PulumiFailed } from "../run-pulumi";
import { declaredEngines, declaredStacks } from "./stack-files";
import { StepFailed, type Stage } from "./stage";

/** Every stack that a stack file declares, the producers first, each with the policy pack. Answers the consumers. */
export async function deployAll(stage: Stage): Promise<readonly string[]> {
  const { session, screen, progress } = stage;
  const { producers, consumers, others } = declaredStacks(session.folders.project);
  const count = producers.length + consumers.length;
  screen.heading(count === 2 ? "2  Two accounts, two stacks" : `2  ${String(count)} stacks`);
  if (producers.length === 0)
    throw new StepFailed('no Pulumi.STACK.yaml here has lattice-db:role "producer": there is no database to share');
  const engines = producers.flatMap((stack) => declaredEngines(session.folders.project, stack));
  const problems = await prepareServers(engines, (line) => {
    progress.say(line);
  });
  progress.done();
  for (const problem of problems) screen.leftOut(problem);
  for (const stack of [...producers, ...consumers]) {
    screen.command(`npm run local -- pulumi up -s ${stack}`);
    progress.say(`pulumi preview -s ${stack}`);
    const { summary, seconds } = await deployed(stage, stack);
    progress.done();
    screen.done(`${stack}: ${summary} (${seconds.toFixed(1)} s, policy pack passed)`);
  }
  for (const stack of others)
    screen.leftOut(`${stack}: Pulumi.${stack}.yaml has neither lattice-db:role "producer" nor "consumer"`);
  return consumers;
}

async function deployed({ session, progress }: Stage, stack: string): Promise<Deployed> {
  try {
    return await deploy(session, stack, (line) => {
      progress.detail(line);
    });
  } catch (error) {
    if (!(error instanceof PulumiFailed) || !error.message.includes("[mandatory]")) throw error;
    const own = `npm run local -- pulumi up -s ${stack} --policy-pack-config FILE`;
    throw new StepFailed(
      `${error.message}\n\nnpm start takes the policy pack as it comes; with settings of your own for it: ${own}`,
    );
  }
}
