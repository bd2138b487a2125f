import { stackResources } from "../../engine/stacks";
import { connectAs } from "../connect-as";
import { update } from "../deploy";
import { runPulumi } from "../run-pulumi";
import { CONSUMER, StepFailed, type Stage } from "./stage";

/** An account that no share names. */
const STRANGER = "777788889999";
const REFUSED = 3;

/** Three connections that differ from the one that worked by one hop each, and are refused at that hop. */
export async function refusals(stage: Stage): Promise<void> {
  const { session, screen, progress } = stage;
  screen.heading("4  Who is refused, and where");
  await refused(stage, "a client without the client security group", ["--security-groups", defaultGroup(stage)]);
  await refused(stage, `account ${STRANGER}, which the share does not name`, ["--account", STRANGER]);

  const association = onlyResource(
    stage,
    "aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation",
  );
  progress.say("taking the consumer's resource association away");
  await runPulumi(session, ["destroy", "--yes", "--skip-preview", "--target", association.urn, "--stack", CONSUMER]);
  try {
    await refused(stage, "the consumer itself, its resource association taken away", []);
  } finally {
    progress.say("putting the association back");
    await update(session, CONSUMER, () => undefined);
  }
  const again = await connectAs(session, ["--as", CONSUMER, "--sql", "SELECT count(*) AS visits FROM visits"]);
  progress.done();
  if (again.code !== 0) throw new StepFailed(`the consumer is not let in again:\n${again.output}`);
  screen.done("the association is back, and the consumer's rows are there:");
  screen.block(again.output);
}

async function refused({ session, screen, progress }: Stage, who: string, args: readonly string[]): Promise<void> {
  progress.say(`connecting as ${who}`);
  const { code, output } = await connectAs(session, ["--as", CONSUMER, ...args, "--sql", "SELECT 1"]);
  progress.done();
  if (code !== REFUSED)
    throw new StepFailed(`${who} should have been refused, but connect ended with ${String(code)}:\n${output}`);
  screen.refused(who);
  screen.command(["npm run local -- connect --as", CONSUMER, ...args].join(" "));
  const lines = output.split("\n");
  const blocked = lines.findIndex((line) => line.includes("✗"));
  screen.block(lines.slice(blocked, blocked + 2).join("\n"));
}

/** The group a client carries when nobody gives it another. */
function defaultGroup(stage: Stage): string {
  const { defaultSecurityGroupId } = onlyResource(stage, "aws:ec2/vpc:Vpc").outputs;
  if (typeof defaultSecurityGroupId !== "string")
    throw new StepFailed("the consumer's VPC has no default security group");
  return defaultSecurityGroupId;
}

function onlyResource({ session }: Stage, type: string) {
  const [found] = stackResources(session.state.backend, CONSUMER).filter((resource) => resource.type === type);
  if (found === undefined) throw new StepFailed(`stack ${CONSUMER} has no ${type}`);
  return found;
}
