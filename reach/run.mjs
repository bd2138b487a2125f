// `npm run reach`: bundles the command where a source of it is newer, and runs it.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadCommand, typedIn } from "../bundling/run-command.mjs";

const self = fileURLToPath(import.meta.url);
const checkout = dirname(dirname(self));

const { env, stdout, stderr } = process;
const folder = typedIn("reach");
/** The Pulumi project that is asked about: there, else the checkout, of which this file may be a link's target. */
const project = [folder, process.cwd()].find((it) => existsSync(join(it, "Pulumi.yaml"))) ?? checkout;

try {
  // Only a picture needs elkjs, and it is large.
  const { main } = await loadCommand("reach", "reach/command/main.ts", self, { external: ["elkjs"] });
  // Files are named from where the command was typed.
  process.chdir(folder);
  process.exitCode = await main(process.argv.slice(2), { project, env, stdout, stderr });
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 2;
}
