// `npm test`: makes the clone ready, then runs mocha; arguments are mocha's own. Closes with "N passed, N failed".
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { project, setUp } from "../local/setup.mjs";
import { closingLine } from "./closing-line.cjs";

const END_TO_END = "tests/end-to-end/**/*.spec.ts";
/** An end-to-end test waits for other processes half of its time; the rest measures how long a bystander waits. */
const RUNS = {
  unit: ["--exclude", END_TO_END, "tests/**/*.spec.ts"],
  e2e: ["--parallel", "--jobs", "2", END_TO_END],
};

try {
  await setUp();
  const require = createRequire(import.meta.url);
  // The end-to-end tests need a Pulumi CLI; having it built here keeps the minutes that takes out of a test's time.
  const code = await require(join(project, "dist", "main.js")).main(["cli"], project);
  if (code !== 0) process.exit(code);
  process.exitCode = await runAll(require.resolve("mocha/bin/mocha.js"), runsOf(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

/** `unit`, `e2e` or specs and options of mocha; without any both of the former, one after the other. */
function runsOf(given) {
  const [kind, ...options] = given;
  if (Object.hasOwn(RUNS, kind ?? "")) return [[...options, ...RUNS[kind]]];
  if (given.some((argument) => argument.endsWith(".ts"))) return [given];
  return Object.values(RUNS).map((run) => [...given, ...run]);
}

async function runAll(mocha, runs) {
  let isInterrupted = false;
  process.on("SIGINT", () => (isInterrupted = true));
  const folder = mkdtempSync(join(tmpdir(), "lattice-db-tests-"));
  const counts = join(folder, "counts");
  writeFileSync(counts, "");
  const codes = [];
  for (const run of runs) {
    if (!isInterrupted) codes.push(await ended([mocha, "--reporter", "tests/reporter.cjs", ...run], counts));
  }
  process.stdout.write(`${closingLine(readFileSync(counts, "utf8"))}\n`);
  rmSync(folder, { recursive: true });
  return codes.find((code) => code !== 0) ?? 0;
}

function ended(args, counts) {
  const env = { ...process.env, LATTICE_DB_TEST_COUNTS: counts };
  const child = spawn(process.execPath, args, { cwd: project, env, stdio: ["ignore", "inherit", "inherit"] });
  return new Promise((resolve) => child.once("close", (code) => resolve(code ?? 1)));
}
