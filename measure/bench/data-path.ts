import { execFile, spawn } from "node:child_process";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import { runningCloud } from "../../local/cloud/ensure-cloud";
import { DatabaseClient } from "../../local/client/database-client";
import { openForward } from "../../local/client/open-forward";
import { readStackOutputs } from "../../local/client/stack-databases";
import { Sandbox } from "../../tests/end-to-end/sandbox";
import type { Measurement } from "./measurement";

const run = promisify(execFile);
const SECONDS = 3;
const ROUNDS = 3;
const COPIED_ROWS = 1_000_000;

/** Bytes both ways between a loopback port and a PostgreSQL server's socket, and nothing else. */
const RELAY = `
const { connect, createServer } = require("node:net");
const server = createServer({ noDelay: true, allowHalfOpen: true }, (one) => {
  const other = connect(".s.PGSQL.5432");
  one.on("error", () => other.destroy()).pipe(other);
  other.on("error", () => one.destroy()).pipe(one);
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
`;

/** What the path to a database costs: each by the same over a plain relay, run in turn with it; 1 costs nothing. */
export async function measureDataPath(): Promise<Measurement[]> {
  const folder = clientsFolder();
  if (folder === undefined) {
    const remedy = "install psql and pgbench (Debian: postgresql), or name their folder in LATTICE_DB_PG_BIN";
    return [{ name: "data path", value: `not measured: ${remedy}` }];
  }
  const sandbox = new Sandbox();
  try {
    const { code, output } = await sandbox.local(["start"]);
    if (code !== 0) throw new Error(`start ended with ${code}:\n${output}`);
    return await compare(folder, sandbox);
  } finally {
    await sandbox.remove();
  }
}

function clientsFolder(): string | undefined {
  const folders = [process.env.LATTICE_DB_PG_BIN ?? "", ...(process.env.PATH ?? "").split(delimiter)];
  return folders.find((it) => it !== "" && ["psql", "pgbench"].every((name) => existsSync(join(it, name))));
}

async function compare(binaries: string, sandbox: Sandbox): Promise<Measurement[]> {
  const path = await openPath(sandbox);
  const relay = await startRelay(sandbox.state.root);
  const rows = join(sandbox.folder, "rows.txt");
  writeFileSync(rows, Array.from({ length: COPIED_ROWS }, (_, at) => `${at}\t${"x".repeat(97)}\n`).join(""));
  const pgbench = (target: Target, ...args: string[]) => transactionsPerSecond(binaries, target, args);
  const copy = (target: Target, how: string) => perSecond(() => psql(binaries, target, how));
  try {
    await run(join(binaries, "pgbench"), ["-i", "-q", "-s", "5", path.address], { env: path.env });
    await psql(binaries, path, "CREATE TABLE copied (id int, text text)");
    const works: Readonly<Record<string, (target: Target) => Promise<number>>> = {
      "pgbench -S, 1 client": (target) => pgbench(target, "-c", "1"),
      "pgbench -S, 8 clients": (target) => pgbench(target, "-c", "8", "-j", "2"),
      "new connections (pgbench -S -C)": (target) => pgbench(target, "-C", "-c", "4", "-j", "2"),
      "\\copy in, 100 MB": (target) => copy(target, `\\copy copied from ${rows}`),
      "\\copy out, 100 MB": (target) => copy(target, "\\copy (select * from copied limit 1000000) to /dev/null"),
    };
    const measured: Measurement[] = [];
    for (const [name, work] of Object.entries(works)) {
      measured.push({ name: `${name}, by a plain relay`, value: (await ratio(work, path, relay)).toFixed(2) });
    }
    return measured;
  } finally {
    path.close();
    relay.close();
    rmSync(rows);
  }
}

/** A database as a client reaches it. */
interface Target {
  /** A connection string. */
  readonly address: string;
  readonly env: NodeJS.ProcessEnv;
  close(): void;
}

async function openPath(sandbox: Sandbox): Promise<Target> {
  const cloud = await runningCloud(sandbox.state);
  if (cloud === undefined) throw new Error("the local cloud of the sandbox does not run");
  const { output } = await sandbox.local(["pulumi", "stack", "output", "--json", "-s", "consumer"]);
  const json = output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1);
  const { client, databases } = readStackOutputs("consumer", JSON.parse(json) as Record<string, unknown>);
  const [database] = Object.values(databases);
  if (database?.consumer === undefined) throw new Error("the consumer of the sandbox has no database");
  const { consumer, address, databaseName } = database;
  const aws = new DatabaseClient(cloud.socket);
  const { user, password } = await aws.tokenLogin(client.account, database, consumer, consumer.user);
  const trust = `sslmode=verify-full sslrootcert=${await aws.trustFile()}`;
  aws.close();
  const forward = await openForward(cloud.socket, client, database, [0]);
  const port = await portOf(forward.reports);
  return {
    address: `host=${address} hostaddr=127.0.0.1 port=${port} user=${user} dbname=${databaseName} ${trust}`,
    env: { ...process.env, PGPASSWORD: password },
    close: () => {
      forward.close();
    },
  };
}

/** Reports are read to their end, as the command does. */
function portOf(reports: AsyncIterable<{ readonly port: number }>): Promise<number> {
  return new Promise((resolve) => {
    void (async () => {
      for await (const { port } of reports) resolve(port);
    })();
  });
}

async function startRelay(stateFolder: string): Promise<Target> {
  const databases = join(stateFolder, "databases");
  const [name = ""] = readdirSync(databases);
  const stdio = ["ignore", "pipe", "inherit"] as const;
  const child = spawn(process.execPath, ["-e", RELAY], { cwd: join(databases, name, "data"), stdio: [...stdio] });
  const [port] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return {
    address: `host=127.0.0.1 port=${port} user=app dbname=orders sslmode=disable`,
    env: process.env,
    close: () => child.kill(),
  };
}

/** The median of the ratios of runs in turn, so that what else the machine does counts for both. */
async function ratio(work: (target: Target) => Promise<number>, path: Target, relay: Target): Promise<number> {
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const plain = await work(relay);
    ratios.push((await work(path)) / plain);
  }
  return ratios.sort((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? 0;
}

async function transactionsPerSecond(binaries: string, target: Target, args: readonly string[]): Promise<number> {
  const given = ["-n", "-S", "-T", String(SECONDS), ...args, target.address];
  const { stdout } = await run(join(binaries, "pgbench"), given, { env: target.env });
  return Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
}

async function perSecond(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return 1000 / (performance.now() - started);
}

async function psql(binaries: string, { address, env }: Target, command: string): Promise<void> {
  await run(join(binaries, "psql"), ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", command, address], { env });
}
