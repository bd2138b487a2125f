/**
 * `javascript-pack.js RUNNER ENGINE FOLDER [FLAGS]`: a policy pack whose `main` is JavaScript, run by Pulumi's own
 * `@pulumi/pulumi/cmd/run-policy-pack/run` as RUNNER (its index.js) would, but without loading TypeScript first, which
 * takes longer than all else in a pack's start.
 */
import { createRequire } from "node:module";
import { EXIT_ALREADY_REPORTED } from "./child";

interface Runner {
  readonly run: (options: {
    readonly argv: { readonly _: readonly string[] };
    readonly programStarted: () => void;
    readonly reportLoggedError: (error: Error) => void;
    readonly typeScript: boolean;
  }) => Promise<unknown>;
}

// The flags are the engine's for logging and tracing, which Pulumi's own runner takes and leaves alone, too.
const [runner = "", engine = "", folder = ""] = process.argv.slice(2);
const { run } = createRequire(runner)("./run") as Runner;
let failed = false;
process.argv = [process.execPath, runner, engine, folder];
process.on("exit", (code) => {
  if (code === 0 && failed) process.exitCode = EXIT_ALREADY_REPORTED;
});
void run({
  argv: { _: [folder] },
  programStarted: () => undefined,
  reportLoggedError: () => (failed = true),
  typeScript: false,
});
