import { runPulumi } from "./run-pulumi";
import type { Session } from "./session";
import { settle } from "./settle";

/** What an update did. */
export interface Deployed {
  /** `no changes`, or e.g. `47 created, 2 updated`. */
  readonly summary: string;
  readonly changed: boolean;
  readonly seconds: number;
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
