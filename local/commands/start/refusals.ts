import { stackResources } from "../../pulumi/stacks";
import { connectAs } from "../connect-as";
import { update } from "../deploy";
import { runPulumi } from "../run-pulumi";
import { strangerTo } from "./stack-files";
import { connectArguments, StepFailed, type Stage, type Use } from "./stage";
import { tableOf } from "./use-databases";

const REFUSED = 3;

/** Three connections that differ from one that is open by one hop each, and are refused at that hop. */
export async function refusals(stage: Stage, uses: readonly Use[]): Promise<void> {
  const { session, screen, progress } = stage;
  screen.heading("4  Who is refused, and where");
  const use = uses.find(({ hasRun }) => hasRun) ?? uses[0];
  if (use === undefined) {
    screen.leftOut("nobody: no consumer's stack uses a database");
    return;
  }
  if (uses.length > 1) screen.line(`  shown for ${use.consumer} and ${use.database.name}; the others are alike`);
  const stranger = strangerTo(session.folders.project);
  await refused(stage, use, "a client without the client security group", [
    "--security-groups",
    defaultGroup(stage, use),
  ]);
  await refused(stage, use, `account ${stranger}, which the share does not name`, ["--account", stranger]);

  progress.say("taking the consumer's resource association away");
  const target = associationOf(stage, use);
  await runPulumi(session, ["destroy", "--yes", "--skip-preview", "--target", target, "--stack", use.consumer]);
  try {
    await refused(stage, use, "the consumer itself, its resource association taken away", []);
  } finally {
    progress.say("putting the association back");
    await update(session, use.consumer, () => undefined);
    progress.done();
  }
  await letInAgain(stage, use);
}

async function letInAgain({ session, screen }: Stage, use: Use): Promise<void> {
  if (!use.hasRun) {
    screen.done("the association is back");
    return;
  }
  const sql = `SELECT count(*) AS visits FROM ${tableOf(use.database.consumer?.user ?? "")}`;
  const again = await connectAs(session, [...connectArguments(use), "--sql", sql]);
  if (again.code !== 0) throw new StepFailed(`${use.consumer} is not let in again:\n${again.output}`);
  screen.done("the association is back, and the consumer's rows are there:");
  screen.block(again.output);
}

async function refused(
  { session, screen, progress }: Stage,
  use: Use,
  who: string,
  other: readonly string[],
): Promise<void> {
  const args = [...connectArguments(use), ...other];
  progress.say(`connecting as ${who}`);
  const { code, output } = await connectAs(session, [...args, "--sql", "SELECT 1"]);
  progress.done();
  const lines = output.split("\n");
  const blocked = lines.findIndex((line) => line.includes("✗"));
  if (code !== REFUSED || blocked === -1)
    throw new StepFailed(`${who} should have been refused, but connect ended with ${String(code)}:\n${output}`);
  screen.refused(who);
  screen.command(["npm run local -- connect", ...args].join(" "));
  screen.block(lines.slice(blocked, blocked + 2).join("\n"));
}

/** The group a client carries when nobody gives it another. */
function defaultGroup({ session }: Stage, { consumer }: Use): string {
  const vpc = stackResources(session.state.backend, consumer).find(({ type }) => type === "aws:ec2/vpc:Vpc");
  const group = vpc?.outputs.defaultSecurityGroupId;
  if (typeof group !== "string") throw new StepFailed(`the VPC of ${consumer} has no default security group`);
  return group;
}

/** The URN of the association that puts the database into the consumer's service network; named after the database. */
function associationOf({ session }: Stage, { consumer, database }: Use): string {
  const type = "aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation";
  const found = stackResources(session.state.backend, consumer).find(
    (resource) => resource.type === type && resource.urn.endsWith(`-${database.name}`),
  );
  if (found === undefined) throw new StepFailed(`stack ${consumer} has no association for ${database.name}`);
  return found.urn;
}
