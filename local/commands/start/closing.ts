import type { Stage } from "./stage";

/** What to type next, and the last line. */
export function closing({ screen }: Stage, started: number): void {
  screen.heading("5  What next");
  for (const command of [
    "npm run local -- connect --as consumer",
    "npm run local -- pulumi preview -s producer --diff",
    "npm run local -- status",
    "npm run local -- stop",
  ]) {
    screen.command(command);
  }
  screen.line("");
  screen.line(
    `Done in ${((Date.now() - started) / 1000).toFixed(1)} s: the consumer's account uses the producer's database; three others were refused.`,
  );
}
