import type { Outcome } from "../pulumi/local-pulumi";
import type { Session } from "./session";

/** A Pulumi command that failed; its message is what the command printed. */
export class PulumiFailed extends Error {
  override readonly name = "PulumiFailed" as const;

  constructor(args: readonly string[], outcome: Outcome) {
    super(`pulumi ${args.join(" ")} failed:\n\n${[outcome.stdout, outcome.stderr].join("\n").trim()}`);
  }
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
