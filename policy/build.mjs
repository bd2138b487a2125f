// Builds the pack to dist/index.js, one file without TypeScript, so that starting it compiles nothing.
// `node build.mjs` builds if a source is newer than the bundle; `--reference` also writes README.md and profiles/ anew.
// Plain JavaScript on purpose: it runs before anything is built. The launcher imports `buildPolicyPack` from here.
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { freshBundle } from "../bundling/fresh-bundle.mjs";

const root = dirname(fileURLToPath(import.meta.url));
const bundle = join(root, "dist/index.js");
/** Builds dist/index.js unless it is newer than every source it was built of. Answers whether it built. */
export function buildPolicyPack() {
  return freshBundle({ ...packOptions, entryPoints: [join(root, "index.ts")], outfile: bundle }, [
    fileURLToPath(import.meta.url),
  ]);
}

/**
 * Of `@pulumi/pulumi` the policy SDK uses two classes, but asks for all of it: a third of the time a pack takes to start.
 * What it uses is loaded already by what runs the pack.
 */
const onlyWhatIsUsed = {
  name: "only-what-is-used",
  setup(build) {
    build.onResolve({ filter: /^@pulumi\/pulumi$/ }, () => ({ path: "used", namespace: "pulumi" }));
    build.onLoad({ filter: /.*/, namespace: "pulumi" }, () => ({
      contents:
        'exports.asset = require("@pulumi/pulumi/asset"); exports.Output = require("@pulumi/pulumi/output").Output;',
    }));
  },
};

/** Of esbuild, for a pack that starts as fast as this one. */
export const packOptions = {
  absWorkingDir: dirname(root),
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  // Shared with what runs the pack: a second copy would be another Output, and other messages.
  external: ["@pulumi/pulumi/*", "@grpc/grpc-js", "google-protobuf"],
  plugins: [onlyWhatIsUsed],
  banner: { js: "/*! Includes @pulumi/policy, copyright Pulumi Corporation, Apache-2.0 */" },
  logLevel: "warning",
};

async function writeReference() {
  const { build } = await import("esbuild");
  const outfile = join(root, "dist/reference.js");
  await build({ ...packOptions, entryPoints: [join(root, "framework/reference.ts")], outfile });
  const { referenceFiles } = createRequire(import.meta.url)(outfile);
  const { format, resolveConfig } = await import("prettier");
  const oldReadme = await readFile(join(root, "README.md"), "utf8");
  for (const [path, text] of Object.entries(referenceFiles(oldReadme))) {
    const filepath = join(root, path);
    await writeFile(filepath, await format(text, { ...(await resolveConfig(filepath)), filepath }));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await buildPolicyPack();
  if (process.argv.includes("--reference")) await writeReference();
}
