/**
 * The process of a program (`program.js RUNNER`): loads what the SDK and this project's programs need, then waits to be
 * told to run one. Not the SDK itself: it reads the stack's name and the like from the environment as it is loaded.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { startInspectorLate } from "./late-inspector";
import type { RunOrder } from "./warm-program";

const runner = process.argv[2] ?? "";
/** As the SDK itself would load it. */
const load = createRequire(runner);

process.once("message", ({ args, cwd, environment }: RunOrder) => {
  process.disconnect();
  Object.assign(process.env, environment);
  process.chdir(cwd);
  process.argv = [process.execPath, runner, ...args];
  load(runner);
});

/** `…/@pulumi/pulumi`, of `…/@pulumi/pulumi/cmd/run/index.js`. */
const sdk = dirname(dirname(dirname(runner)));
const protocol = ["engine", "resource", "callback", "provider"].map((name) => join(sdk, `proto/${name}_grpc_pb`));
for (const name of ["typescript", "ts-node", "sucrase", "zod", ...dependenciesOf(sdk), ...protocol]) {
  try {
    load(name);
  } catch {
    // The runner meets it again, and tells the user.
  }
}

try {
  startInspectorLate(load(join(sdk, "runtime/closure/v8Hooks")) as Parameters<typeof startInspectorLate>[0]);
} catch {
  // An SDK without it starts no inspector either.
}

function dependenciesOf(folder: string): string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  return Object.keys(dependencies).filter((name) => !name.startsWith("@types/"));
}
