import { declaredStacks } from "./stack-files";
import { connectArguments, type Stage, type Use } from "./stage";

/** What to type next, and the last line. */
export function closing({ session, screen }: Stage, started: number, uses: readonly Use[]): void {
  const [first] = uses.filter(({ hasRun }) => hasRun);
  const { producers } = declaredStacks(session.folders.project);
  screen.heading("5  What next");
  for (const command of [
    ...(first === undefined ? [] : [`npm run local -- connect ${connectArguments(first).join(" ")}`]),
    ...producers.slice(0, 1).map((stack) => `npm run local -- pulumi preview -s ${stack} --diff`),
    "npm run local -- status",
    "npm run local -- stop",
  ]) {
    screen.command(command);
  }
  screen.line("");
  screen.line(`Done in ${((Date.now() - started) / 1000).toFixed(1)} s: ${outcome(uses)}`);
}

function outcome(uses: readonly Use[]): string {
  const used = uses.filter(({ hasRun }) => hasRun).length;
  if (uses.length === 0) return "nothing is shared, so nothing was used and nobody refused.";
  if (uses.length === 1 && used === 1)
    return "the consumer's account uses the producer's database; three others were refused.";
  const left = uses.length - used;
  const rest = left === 0 ? "" : ` ${String(left)} left out, as said above.`;
  return `SQL ran over ${String(used)} of ${String(uses.length)} ways to a database; three others were refused.${rest}`;
}
