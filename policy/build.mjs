// Builds the pack to dist/index.js, one file without TypeScript, so that starting it compiles nothing.
// `node build.mjs` builds if a source is newer than the bundle; `--reference` also writes README.md and profiles/ anew.
// Plain JavaScript on purpose: it runs before anything is built. The launcher imports `buildPolicyPack` from here.
import { readFile, readdir, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
const bundle = join(root, "dist/index.js");

/** Builds dist/index.js unless it is newer than every source. Answers whether it built. */
export async function buildPolicyPack() {
  if ((await modified([bundle])) > (await modified(await sources()))) return false;
  let esbuild;
  try {
    esbuild = await import("esbuild");
  } catch {
    throw new Error("policy/dist/index.js is missing or out of date, and esbuild is not installed: run npm ci first");
  }
  await esbuild.build({ ...options, entryPoints: [join(root, "index.ts")], outfile: bundle });
  return true;
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

const options = {
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

async function sources() {
  const entries = await readdir(root, { recursive: true });
  const own = entries.filter(
    (path) => /\.(ts|mjs|json)$/.test(path) && !/(^|\/)(node_modules|dist|profiles)\//.test(path),
  );
  return own.map((path) => join(root, path));
}

/** The newest modification time, 0 for a file that is not there. */
async function modified(paths) {
  const times = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  return Math.max(...times);
}

async function writeReference() {
  const { build } = await import("esbuild");
  const outfile = join(root, "dist/reference.js");
  await build({ ...options, entryPoints: [join(root, "framework/reference.ts")], outfile });
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
