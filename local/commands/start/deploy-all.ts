import { deploy } from "../deploy";
import { declaredStacks } from "./stack-files";
import { StepFailed, type Stage } from "./stage";

/** Every stack that a stack file declares, the producers first, each with the policy pack. Answers the consumers. */
export async function deployAll(stage: Stage): Promise<readonly string[]> {
  const { session, screen, progress } = stage;
  const { producers, consumers, others } = declaredStacks(session.folders.project);
  const count = producers.length + consumers.length;
  screen.heading(count === 2 ? "2  Two accounts, two stacks" : `2  ${String(count)} stacks`);
  if (producers.length === 0)
    throw new StepFailed('no Pulumi.STACK.yaml here has lattice-db:role "producer": there is no database to share');
  for (const stack of [...producers, ...consumers]) {
    screen.command(`npm run local -- pulumi up -s ${stack}`);
    progress.say(`pulumi preview -s ${stack}`);
    const { summary, seconds } = await deploy(session, stack, (line) => {
      progress.detail(line);
    });
    progress.done();
    screen.done(`${stack}: ${summary} (${seconds.toFixed(1)} s, policy pack passed)`);
  }
  for (const stack of others)
    screen.leftOut(`${stack}: Pulumi.${stack}.yaml has neither lattice-db:role "producer" nor "consumer"`);
  return consumers;
}
