import { deploy } from "../deploy";
import { CONSUMER, PRODUCER, type Stage } from "./stage";

/** Both accounts' stacks, each with the policy pack. */
export async function deployBoth({ session, screen, progress }: Stage): Promise<void> {
  screen.heading("2  Two accounts, two stacks");
  for (const stack of [PRODUCER, CONSUMER]) {
    screen.command(`npm run local -- pulumi up -s ${stack}`);
    progress.say(`pulumi preview -s ${stack}`);
    const { summary, seconds } = await deploy(session, stack, (line) => {
      progress.detail(line);
    });
    progress.done();
    screen.done(`${stack}: ${summary} (${seconds.toFixed(1)} s, policy pack passed)`);
  }
}
