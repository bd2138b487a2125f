// `npm run users`: bundles the command where a source of it is newer, and runs it.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { loadCommand, typedIn } from "../bundling/run-command.mjs";

const self = fileURLToPath(import.meta.url);

try {
  const { main } = await loadCommand("users", "users/main.ts", self);
  // Files are named from where the command was typed.
  process.chdir(typedIn("users"));
  process.exitCode = main(process.argv.slice(2), dirname(dirname(self)), process);
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
