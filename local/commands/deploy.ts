import { runPulumi } from "./run-pulumi";
import type { Session } from "./session";
import { settle } from "./settle";

/** What an update did. */
export interface Deployed {
  /** `no changes`, or e.g. `47 created, 2 updated`. */
  readonly summary: string;
  readonly seconds: number;
}

type OnProgress = (line: string) => void;

/**
 * Previews a stack with the policy pack, and updates it only where the preview found something to do and nothing to
 * refuse; so a refusal comes before the first resource, and a stack that is as it should be is not run twice.
 */
export async function deploy(session: Session, stack: string, progress: OnProgress): Promise<Deployed> {
  const started = Date.now();
  await settle(session, stack);
  progress(`pulumi preview -s ${stack}`);
  const preview = await runPulumi(session, ["preview", "--stack", stack]);
  const summary = findsNothingToDo(preview.stdout) ? NO_CHANGES : await update(session, stack, progress);
  return { summary, seconds: (Date.now() - started) / 1000 };
}

/** Updates a stack that has been previewed as it is, with the policy pack once more: it now sees every value. */
export async function update(session: Session, stack: string, progress: OnProgress): Promise<string> {
  progress(`pulumi up -s ${stack}`);
  const { stdout } = await runPulumi(session, ["up", "--yes", "--skip-preview", "--stack", stack], (line) => {
    const step = /^ *[-+~]+ +\S+ (\S+) (creat|updat|delet|replac)/.exec(line);
    if (step !== null) progress(`pulumi up -s ${stack}: ${step[1] ?? ""}`);
  });
  return updateSummary(stdout);
}

const NO_CHANGES = "no changes";

/** True where a preview says that every resource stays as it is, and every output too. */
export function findsNothingToDo(preview: string): boolean {
  const counts = countsUnder(preview, "Resources");
  return counts.length > 0 && counts.every((line) => /^\d+ unchanged$/.test(line)) && !/^Outputs:$/m.test(preview);
}

/** The counts at the end of an update's output, in one line. */
export function updateSummary(output: string): string {
  const done = countsUnder(output, "Resources").filter((line) =>
    /^\d+ (created|updated|replaced|deleted|imported)/.test(line),
  );
  return done.length === 0 ? NO_CHANGES : done.join(", ");
}

/** The indented lines under a heading, without the sign each begins with. */
function countsUnder(output: string, heading: string): string[] {
  const block = new RegExp(`^${heading}:\\n((?: {4}.*(?:\\n|$))+)`, "m").exec(output)?.[1] ?? "";
  return block
    .split("\n")
    .map((line) => line.trim().replace(/^[-+~]+ */, ""))
    .filter((line) => line !== "");
}
