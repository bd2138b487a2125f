// What `npm run COMMAND` of a room starts with. Plain JavaScript on purpose: it runs before anything is built.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { freshBundle } from "./fresh-bundle.mjs";

const project = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where a command was typed: npm runs it in the checkout, and says so. */
export function typedIn(command) {
  const { npm_lifecycle_event: event, INIT_CWD: folder } = process.env;
  return event === command ? (folder ?? process.cwd()) : process.cwd();
}

/**
 * Bundles a command where a source of it is newer, and loads it.
 *
 * @param name Of its bundle in dist/.
 * @param entry Its source, within the project.
 * @param maker The file that starts it: a newer one counts as a changed source.
 * @param options More of esbuild's.
 */
export async function loadCommand(name, entry, maker, options = {}) {
  const outfile = join(project, "dist", name, "index.js");
  const common = { bundle: true, platform: "node", target: "node20", format: "cjs", logLevel: "warning" };
  await freshBundle({ ...common, ...options, entryPoints: [join(project, entry)], outfile }, [maker]);
  return createRequire(import.meta.url)(outfile);
}
