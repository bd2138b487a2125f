import { CloudClient } from "../cloud/client";
import { pendingCreates, settlingArguments } from "../engine/pending-creates";
import type { Outcome } from "../engine/local-pulumi";
import type { Session } from "./session";

/** What an update did. */
export interface Deployed {
  /** `no changes`, or e.g. `47 created, 2 updated`. */
  readonly summary: string;
  readonly changed: boolean;
  readonly seconds: number;
}

/** A Pulumi command that failed; its message is what the command printed. */
export class PulumiFailed extends Error {
  override readonly name = "PulumiFailed" as const;

  constructor(args: readonly string[], outcome: Outcome) {
    super(`pulumi ${args.join(" ")} failed:\n\n${[outcome.stdout, outcome.stderr].join("\n").trim()}`);
  }
}

/** `pulumi up` of a stack, with the policy pack; first settles what an interrupted run left open. */
export async function deploy(session: Session, stack: string, progress: (line: string) => void): Promise<Deployed> {
  await settle(session, stack);
  const started = Date.now();
  const outcome = await runPulumi(session, ["up", "--yes", "--skip-preview", "--stack", stack], (line) => {
    const step = /^ *[-+~]+ +\S+ (\S+) (creat|updat|delet|replac)/.exec(line);
    if (step !== null) progress(`pulumi up -s ${stack}: ${step[1] ?? ""}`);
  });
  return { ...summaryOf(outcome.stdout), seconds: (Date.now() - started) / 1000 };
}

/** Runs a Pulumi command without asking anything. @throws PulumiFailed */
export async function runPulumi(
  session: Session,
  args: readonly string[],
  onLine?: (line: string) => void,
): Promise<Outcome> {
  const outcome = await session.pulumi.capture([...args, "--non-interactive", "--color", "never"], onLine);
  if (outcome.code !== 0) throw new PulumiFailed(args, outcome);
  return outcome;
}

async function settle(session: Session, stack: string): Promise<void> {
  const pending = pendingCreates(session.state.backend, stack);
  if (pending.length === 0) return;
  const client = new CloudClient(session.cloud.socket);
  const urns = pending.map(({ urn }) => urn);
  const { ids } = await client.post<{ ids: Readonly<Record<string, string>> }>("/providers/created", { urns });
  client.close();
  await runPulumi(session, [...settlingArguments(pending, (urn) => ids[urn]), "--stack", stack]);
}

/** Reads the counts under "Resources:" at the end of an update's output. */
function summaryOf(output: string): Pick<Deployed, "summary" | "changed"> {
  const block = /^Resources:\n((?: {4}.*\n)+)/m.exec(output)?.[1] ?? "";
  const counts = block
    .split("\n")
    .map((line) => line.trim().replace(/^[-+~]+ */, ""))
    .filter((line) => /^\d+ (created|updated|replaced|deleted|imported)/.test(line));
  return counts.length === 0
    ? { summary: "no changes", changed: false }
    : { summary: counts.join(", "), changed: true };
}
