// `npm test`: makes the clone ready, then runs mocha; arguments are mocha's own. Closes with "N passed, N failed".
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { project, setUp } from "../local/setup.mjs";
import { closingLine } from "./closing-line.cjs";
import { obtainCli } from "./obtain-cli.mjs";

const END_TO_END = "tests/end-to-end/**/*.spec.ts";
/** An end-to-end test waits for other processes half of its time; the rest measures how long a bystander waits. */
const RUNS = {
  unit: { args: ["--exclude", END_TO_END, "tests/**/*.spec.ts"], needsCli: false },
  e2e: { args: ["--parallel", "--jobs", "2", END_TO_END], needsCli: true },
};

try {
  await setUp();
  process.exitCode = await runAll(runsOf(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

/** `unit`, `e2e` or specs and options of mocha; without any both of the former, one after the other. */
function runsOf(given) {
  const [kind, ...options] = given;
  const named = Object.hasOwn(RUNS, kind ?? "") ? [RUNS[kind]] : Object.values(RUNS);
  if (given.some((argument) => argument.endsWith(".ts"))) return [{ args: given, needsCli: true }];
  const passed = named.length === 1 ? options : given;
  return named.map(({ args, needsCli }) => ({ args: [...passed, ...args], needsCli }));
}

async function runAll(runs) {
  const cliObtained = runs.some(({ needsCli }) => needsCli) ? obtainCli() : undefined;
  let isInterrupted = false;
  process.on("SIGINT", () => (isInterrupted = true));
  const folder = mkdtempSync(join(tmpdir(), "lattice-db-tests-"));
  const counts = join(folder, "counts");
  writeFileSync(counts, "");
  const codes = [];
  for (const { args, needsCli } of runs) {
    const ready = needsCli && !isInterrupted ? await cliObtained() : 0;
    codes.push(ready);
    if (ready === 0 && !isInterrupted) codes.push(await mocha(args, counts));
  }
  process.stdout.write(`${closingLine(readFileSync(counts, "utf8"))}\n`);
  rmSync(folder, { recursive: true });
  return codes.find((code) => code !== 0) ?? 0;
}

function mocha(args, counts) {
  const entry = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");
  const child = spawn(process.execPath, [entry, "--reporter", "tests/reporter.cjs", ...args], {
    cwd: project,
    env: { ...process.env, LATTICE_DB_TEST_COUNTS: counts },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((resolve) => child.once("close", (code) => resolve(code ?? 1)));
}
