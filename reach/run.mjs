// `npm run reach`: bundles the command where a source of it is newer, and runs it.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { freshBundle } from "../bundling/fresh-bundle.mjs";

const self = fileURLToPath(import.meta.url);
const checkout = dirname(dirname(self));
const outfile = join(checkout, "dist", "reach", "index.js");

const { env, stdout, stderr } = process;
/** Where the command was typed: npm runs it in the checkout, and says so. */
const typedIn = env.npm_lifecycle_event === "reach" ? (env.INIT_CWD ?? process.cwd()) : process.cwd();
/** The Pulumi project that is asked about: there, else the checkout, of which this file may be a link's target. */
const project = [typedIn, process.cwd()].find((it) => existsSync(join(it, "Pulumi.yaml"))) ?? checkout;

try {
  await freshBundle(
    {
      entryPoints: [join(checkout, "reach/command/main.ts")],
      outfile,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      logLevel: "warning",
      // Only a picture needs it, and it is large.
      external: ["elkjs"],
    },
    [self],
  );
  const { main } = createRequire(import.meta.url)(outfile);
  // Files are named from where the command was typed.
  process.chdir(typedIn);
  process.exitCode = await main(process.argv.slice(2), { project, env, stdout, stderr });
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 2;
}
