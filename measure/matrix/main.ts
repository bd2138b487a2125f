import { Progress } from "../../local/commands/progress";
import { readArguments, USAGE } from "./arguments";
import { Deployment } from "./deployment";
import { matrixOf } from "./matrix";
import { writePage } from "./page";
import { countsOf, failures, table } from "./report";

/** `npm run test:matrix -- ARGS`. Answers the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const read = readArguments(args);
  if (typeof read === "string") {
    process.stderr.write(`${read}\n${USAGE}\n`);
    return 2;
  }
  if (read.asksForHelp) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const progress = new Progress();
  const deployment = new Deployment();
  try {
    const matrix = await matrixOf(deployment, read.kinds, (line) => {
      progress.say(line);
    });
    progress.done();
    const { passed, failed } = countsOf(matrix);
    if (failed === 0 && read.writes) await writePage(matrix);
    for (const text of failures(matrix)) process.stderr.write(`${text}\n`);
    process.stdout.write(`${table(matrix)}\n\n${passed} passed, ${failed} failed\n`);
    return failed === 0 ? 0 : 1;
  } catch (error) {
    progress.done();
    process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    process.stdout.write("0 passed, 1 failed\n");
    return 1;
  } finally {
    await deployment.sandbox.remove();
  }
}
