// `npm run users`: bundles the command where a source of it is newer, and runs it.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { freshBundle } from "../bundling/fresh-bundle.mjs";

const self = fileURLToPath(import.meta.url);
const checkout = dirname(dirname(self));
const outfile = join(checkout, "dist", "users", "index.js");

try {
  await freshBundle(
    {
      entryPoints: [join(checkout, "users/main.ts")],
      outfile,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      logLevel: "warning",
    },
    [self],
  );
  const { main } = createRequire(import.meta.url)(outfile);
  // Files are named from where the command was typed; npm runs it in the checkout.
  process.chdir(process.env.npm_lifecycle_event === "users" ? (process.env.INIT_CWD ?? process.cwd()) : process.cwd());
  process.exitCode = main(process.argv.slice(2), checkout, process);
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
