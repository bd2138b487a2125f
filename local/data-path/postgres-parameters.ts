import { type ClientBase, escapeIdentifier, escapeLiteral } from "pg";

/**
 * Parameters of an instance's group that its server takes over: what a client notices. Not those that would make the
 * server larger than a desk wants it, write statements (and passwords in them) to a log, or concern logins, which the
 * front decides.
 */
const taken = [
  "statement_timeout",
  "lock_timeout",
  "deadlock_timeout",
  "idle_in_transaction_session_timeout",
  "idle_session_timeout",
  "work_mem",
  "timezone",
  "datestyle",
  "default_statistics_target",
  "random_page_cost",
  "jit",
  "session_replication_role",
];

const CURRENT = "SELECT name, setting FROM pg_file_settings WHERE sourcefile LIKE '%/postgresql.auto.conf'";

/** Makes the server run with the values of its parameter group; new sessions have them at once. */
export async function applyParameters(client: ClientBase, values: Readonly<Record<string, string>>): Promise<void> {
  const { rows } = await client.query<{ name: string; setting: string }>(CURRENT);
  const current = new Map(rows.map(({ name, setting }) => [name.toLowerCase(), setting]));
  const changes = taken.filter((name) => current.get(name) !== values[name]);
  for (const name of changes) {
    const value = values[name];
    const change =
      value === undefined
        ? `RESET ${escapeIdentifier(name)}`
        : `SET ${escapeIdentifier(name)} = ${escapeLiteral(value)}`;
    await client.query(`ALTER SYSTEM ${change}`);
  }
  if (changes.length > 0) await client.query("SELECT pg_reload_conf()");
}
