// `npm run test:snippets`: deploys both accounts on a local cloud, installs the clients of the snippets from their
// registries into a temporary folder, and runs each snippet on databases of every engine. Not a part of `npm test`.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runningCloud } from "../../local/cloud/ensure-cloud";
import { Sandbox } from "../end-to-end/sandbox";
import { allCases } from "./cases";
import type { Client, Install, Missing } from "./client";
import { ConsumerMachine } from "./consumer-machine";
import { deployDatabases } from "./deploy-databases";
import { installGo } from "./go-client";
import { installJava } from "./java-client";
import { installNode } from "./node-client";
import { installPython } from "./python-client";
import { installMariadb, installMysql, installPsql } from "./shell-clients";
import { type Outcome, tryAll } from "./try-all";

const INSTALLS: readonly (readonly [snippet: string, install: Install])[] = [
  ["psql", installPsql],
  ["mysql", installMysql],
  ["mysql", installMariadb],
  ["node", installNode],
  ["python", installPython],
  ["go", installGo],
  ["jdbc", installJava],
];
/** All, or those that are named: `npm run test:snippets -- go jdbc`. */
const named = process.argv.slice(2);

async function main(): Promise<number> {
  const sandbox = new Sandbox();
  const folder = mkdtempSync(join(tmpdir(), "lattice-db-snippets-"));
  try {
    log("deploying both accounts");
    const outputs = await deployDatabases(sandbox);
    const clients = await installAll(folder);
    const machine = await ConsumerMachine.open((await runningCloud(sandbox.state))?.socket ?? "", outputs);
    try {
      return report(await tryAll(machine, allCases(outputs), clients, log));
    } finally {
      await machine.close();
    }
  } finally {
    await sandbox.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function installAll(folder: string): Promise<(Client | Missing)[]> {
  const clients: (Client | Missing)[] = [];
  const wanted = INSTALLS.filter(([snippet]) => named.length === 0 || named.includes(snippet));
  for (const [index, [snippet, install]] of wanted.entries()) {
    const own = join(folder, String(index));
    mkdirSync(own);
    const client = await install(own).catch((error: unknown): Missing => {
      const reason = error instanceof Error ? error.message : String(error);
      return { snippet, engines: ["postgres", "mysql", "mariadb"], missing: `client (${reason.trim()})` };
    });
    log("missing" in client ? `${client.snippet}: no ${client.missing}` : `${client.snippet}: ${client.what}`);
    clients.push(client);
  }
  return clients;
}

/** A table and the closing line; the exit code. */
function report(outcomes: readonly Outcome[]): number {
  const marks = { passed: "✔", failed: "✘ failed" };
  const table = outcomes.map(({ name, result }) => [...name, isRun(result) ? marks[result] : `– ${result}`]);
  console.log([["snippet", "database", "login", "what", ""], ...table].map(line).join("\n"));
  for (const { name, output } of outcomes.filter(({ result }) => result === "failed")) {
    console.log(`\n✘ ${name.join(" ")}\n${output}`);
  }
  const count = (wanted: Outcome["result"]): number => outcomes.filter(({ result }) => result === wanted).length;
  const skipped = outcomes.length - count("passed") - count("failed");
  console.log(`\n${count("passed")} passed, ${count("failed")} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`);
  return count("failed") === 0 && count("passed") > 0 ? 0 : 1;
}

function isRun(result: Outcome["result"]): result is "passed" | "failed" {
  return result === "passed" || result === "failed";
}

function line(cells: readonly string[]): string {
  const widths = [8, 15, 9, 22];
  return cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(" ");
}

function log(text: string): void {
  console.error(`· ${text}`);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
