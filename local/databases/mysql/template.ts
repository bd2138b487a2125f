import { spawn } from "node:child_process";
import { chownSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runAs } from "../run-as";
import { type MariadbBinaries, systemTables } from "./installed";
import { serverEnvironment } from "./server-environment";
import { STORAGE } from "./settings-file";

/**
 * Makes a data folder for a new server, by its copy: a folder with the system tables and no user but MariaDB's own is made
 * once a version, beside the programs, since making it takes seconds.
 */
export async function makeData(binaries: MariadbBinaries, programs: string, data: string): Promise<void> {
  const template = join(programs, `mariadb-${binaries.version}-template`);
  if (!existsSync(template)) await once(template, () => makeTemplate(binaries, template));
  const partial = `${data}.partial`;
  rmSync(partial, { recursive: true, force: true });
  cpSync(template, partial, { recursive: true });
  giveToServer(partial);
  renameSync(partial, data);
}

/** What is being made: several databases of a deployment may be the first ones at the same time. */
const making = new Map<string, Promise<void>>();

function once(template: string, make: () => Promise<void>): Promise<void> {
  const made =
    making.get(template) ??
    make().finally(() => {
      making.delete(template);
    });
  making.set(template, made);
  return made;
}

async function makeTemplate(binaries: MariadbBinaries, template: string): Promise<void> {
  const partial = `${template}.partial-${String(process.pid)}`;
  try {
    mkdirSync(partial, { recursive: true, mode: 0o700 });
    giveToServer(partial);
    await bootstrap(binaries, partial);
    try {
      renameSync(partial, template);
    } catch (error) {
      // Another local cloud was faster.
      if (!existsSync(template)) throw error;
    }
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** Runs SQL in a server that answers nobody and ends with it. */
function bootstrap(binaries: MariadbBinaries, data: string): Promise<void> {
  const options = Object.entries({ ...STORAGE, datadir: data, ...messageOptions(binaries) });
  const given = [
    "--no-defaults",
    "--bootstrap",
    "--skip-log-bin",
    ...options.map(([name, value]) => `--${name}=${value}`),
  ];
  const [file, args] = runAs().command(binaries.server, given);
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: "/", env: serverEnvironment(), stdio: ["pipe", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said = (said + chunk.toString("utf8")).slice(-4000)));
    child.once("error", reject);
    child.once("close", (code) => {
      const words = said.trim().split("\n").slice(-5).join("; ");
      if (code === 0) resolve();
      else reject(new Error(`MariaDB could not be set up in ${data}: ${words}`));
    });
    child.stdin.on("error", () => undefined);
    child.stdin.end(systemSql(binaries.sql));
  });
}

/** MariaDB looks where it was built for unless it is told. */
export function messageOptions({ messages }: MariadbBinaries): Readonly<Record<string, string>> {
  if (messages === undefined) return {};
  return { "lc-messages-dir": messages, "character-sets-dir": join(messages, "charsets") };
}

/** As MariaDB's own `mariadb-install-db` has it. */
function systemSql(folder: string): string {
  const newNames = existsSync(join(folder, systemTables[0]));
  const named = (name: string): string => (newNames ? `mariadb_${name}` : `mysql_${name}`);
  const files = [
    named("system_tables.sql"),
    named("performance_tables.sql"),
    named("system_tables_data.sql"),
    "maria_add_gis_sp_bootstrap.sql",
    named("sys_schema.sql"),
  ];
  const texts = files.map((name) => join(folder, name)).filter((path) => existsSync(path));
  return [
    "CREATE DATABASE mysql;",
    "USE mysql;",
    "SET @auth_root_socket=NULL;",
    "SET @skip_auth_anonymous=1;",
    ...texts.map((path) => readFileSync(path, "utf8")),
    "DELETE FROM mysql.global_priv WHERE User <> 'mariadb.sys';",
    "",
  ].join("\n");
}

/** What was copied is the server's own user's from now on. */
export function giveToServer(folder: string): void {
  const { owner } = runAs();
  if (owner === undefined) return;
  chownSync(folder, owner.uid, owner.gid);
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    chownSync(join(folder, entry), owner.uid, owner.gid);
  }
}
