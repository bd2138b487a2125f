// Runs before anything is installed: plain JavaScript, Node's own modules only.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import lock from "./ground/process-lock.cjs";

export const project = dirname(dirname(fileURLToPath(import.meta.url)));
const ignored = join(project, ".lattice-db");
const OLDEST_NODE = [20, 19];

/**
 * Makes a fresh clone ready: the Node version, node_modules as package-lock.json has them, the bundles in dist/.
 * Two set-ups at once wait for each other; one that has nothing to do takes milliseconds.
 */
export async function setUp() {
  checkNode();
  if (installed() && bundled()) return;
  mkdirSync(ignored, { recursive: true, mode: 0o700 });
  const release = await lock.takeLock(join(ignored, "setup.lock"), (owner, path) => {
    say(`waiting for another set-up of this folder (process ${owner}); if there is none, remove ${path}`);
  });
  try {
    if (!installed()) await install();
    if (!bundled()) await bundle();
  } finally {
    release();
  }
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new Error(
    `Node.js ${process.versions.node} is too old: install Node.js ${OLDEST_NODE.join(".")} or newer (https://nodejs.org)`,
  );
}

/** True where node_modules holds what package-lock.json names; npm leaves its own record of what it installed. */
function installed() {
  const record = join(project, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(join(project, "package-lock.json"), "utf8")).packages;
  const present = JSON.parse(readFileSync(record, "utf8")).packages;
  const direct = { ...wanted[""].dependencies, ...wanted[""].devDependencies };
  return (
    Object.keys(direct).every((name) => `node_modules/${name}` in present) &&
    Object.entries(present).every(([path, { version }]) => wanted[path]?.version === version)
  );
}

async function install() {
  const started = Date.now();
  say("installing the packages of package-lock.json (npm ci)");
  const { code, output } = await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (code !== 0) throw new Error(`npm ci failed with exit code ${code}:\n${output.trim()}`);
  say(`packages installed (${seconds(started)})`);
}

/** What is bundled: start-up of these programs counts, and the engine starts several for each command. */
const BUNDLES = {
  main: { entry: "local/main.ts", packages: "external" },
  cloud: { entry: "local/cloud/main.ts", packages: "external" },
  provider: { entry: "local/providers/plugin.ts" },
  "language-host": { entry: "local/pulumi/language-host/main.ts" },
  program: { entry: "local/pulumi/language-host/program.ts" },
  "javascript-pack": { entry: "local/pulumi/language-host/javascript-pack.ts" },
};

async function bundle() {
  const esbuild = await import("esbuild");
  const digest = sourcesDigest();
  for (const [name, { entry, packages }] of Object.entries(BUNDLES)) {
    await esbuild.build({
      absWorkingDir: project,
      entryPoints: [entry],
      outfile: join(project, "dist", `${name}.js`),
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      logLevel: "error",
      define: { "process.env.LATTICE_DB_BUILD": JSON.stringify(digest) },
      ...(packages === undefined ? {} : { packages }),
    });
  }
  const { buildPolicyPack } = await import("../policy/build.mjs");
  await buildPolicyPack();
  writeFileSync(join(project, "dist", "digest"), digest);
}

function bundled() {
  const record = join(project, "dist", "digest");
  return existsSync(record) && readFileSync(record, "utf8") === sourcesDigest();
}

let digestOfSources;
function sourcesDigest() {
  if (digestOfSources !== undefined) return digestOfSources;
  const hash = createHash("sha256");
  for (const folder of ["aws", "bundling", "local", "policy", "reach", "reachability", "resources", "users", "words"])
    addFolder(hash, join(project, folder));
  hash.update(readFileSync(join(project, "package-lock.json")));
  digestOfSources = hash.digest("hex").slice(0, 16);
  return digestOfSources;
}

function addFolder(hash, folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== "node_modules" && entry.name !== "dist") addFolder(hash, path);
    else if (/\.(ts|mjs|cjs|json|yaml)$/.test(entry.name)) hash.update(path).update(readFileSync(path));
  }
}

function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: project, stdio: ["ignore", "pipe", "pipe"], ...options });
    const chunks = [];
    child.stdout?.on("data", (chunk) => chunks.push(chunk));
    child.stderr?.on("data", (chunk) => chunks.push(chunk));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString("utf8") }));
  });
}

function say(line) {
  process.stderr.write(`· ${line}\n`);
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
