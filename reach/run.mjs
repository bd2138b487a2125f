// `npm run reach`: bundles the command where a source of it is newer, and runs it.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { freshBundle } from "../bundling/fresh-bundle.mjs";

const self = fileURLToPath(import.meta.url);
const project = dirname(dirname(self));
const outfile = join(project, "dist", "reach", "index.js");

try {
  await freshBundle(
    {
      entryPoints: [join(project, "reach/command/main.ts")],
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
  const { env, stdout, stderr } = process;
  process.exitCode = await main(process.argv.slice(2), { project, env, stdout, stderr });
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 2;
}
