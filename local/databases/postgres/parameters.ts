import { readFileSync, writeFileSync } from "node:fs";
import { type ClientBase, escapeIdentifier, escapeLiteral } from "pg";
import type { PostgresServer } from "./server";

type Settings = Readonly<Record<string, string>>;

/** A setting of an extension is known only when its library has been loaded, by a restart; and may need one itself. */
const MOST_RESTARTS = 2;

/** PostgreSQL takes these as a list of names, and one literal with commas in it as one name. */
const lists: readonly string[] = ["search_path", "shared_preload_libraries"];

/** A reload marks what the command line sets as pending, though no restart would change it. */
const KNOWN = `SELECT lower(name) AS name, context, pending_restart AND source <> 'command line' AS pending_restart
  FROM pg_settings`;
const CURRENT = "SELECT name, setting FROM pg_file_settings WHERE sourcefile LIKE '%/postgresql.auto.conf'";

/**
 * Makes the server run with exactly these settings: new sessions have them at once. It is restarted where one of them
 * takes that; if it does not start with them, it runs as before and the promise is rejected.
 */
export async function applyParameters(server: PostgresServer, wanted: Settings): Promise<void> {
  for (let restarts = 0; restarts <= MOST_RESTARTS; restarts++) {
    const before = readFileSync(server.settingsFile, "utf8");
    if (!(await server.run((client) => alter(client, wanted)))) return;
    await server.stop();
    await server.start().catch((error: unknown) => startAsBefore(server, before, error));
  }
}

async function startAsBefore(server: PostgresServer, settings: string, error: unknown): Promise<never> {
  // In place: the file belongs to the server's user.
  writeFileSync(server.settingsFile, settings);
  await server.start();
  throw error;
}

/** Whether a restart is needed for all of it to be in effect. */
async function alter(client: ClientBase, wanted: Settings): Promise<boolean> {
  const known = await client.query<{ name: string; context: string; pending_restart: boolean }>(KNOWN);
  const contexts = new Map(known.rows.map(({ name, context }) => [name, context]));
  const { rows } = await client.query<{ name: string; setting: string }>(CURRENT);
  const current = new Map(rows.map(({ name, setting }) => [name.toLowerCase(), setting]));
  const changes = [...new Set([...current.keys(), ...Object.keys(wanted)])]
    .filter((name) => contexts.has(name) || wanted[name] === undefined)
    .filter((name) => current.get(name) !== listed(name, wanted[name])?.join(", "));
  for (const name of changes) await client.query(`ALTER SYSTEM ${changeTo(name, wanted[name])}`);
  if (changes.length > 0) await client.query("SELECT pg_reload_conf()");
  return (
    known.rows.some((setting) => setting.pending_restart) || changes.some((name) => contexts.get(name) === "postmaster")
  );
}

function changeTo(name: string, value: string | undefined): string {
  const values = listed(name, value)?.map(escapeLiteral);
  if (values === undefined) return `RESET ${escapeIdentifier(name)}`;
  return `SET ${escapeIdentifier(name)} = ${values.join(", ")}`;
}

function listed(name: string, value: string | undefined): readonly string[] | undefined {
  if (value === undefined || !lists.includes(name)) return value === undefined ? undefined : [value];
  return value.split(",").map((item) => item.trim().replace(/^"(.*)"$/, "$1"));
}
