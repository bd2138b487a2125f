import { type ClientBase, escapeIdentifier } from "pg";
import { NOTES_FOLDER } from "./client-notes";

/** The server sees the front's unix socket, for which PostgreSQL has this port. */
const OF_SOCKET = -1;
const ACTIVITY = "pg_stat_get_activity";
const OWN_ACTIVITY = "lattice_db_activity";

/** What is said of the client instead, by the names of the activity's columns. */
const SEEN: Readonly<Record<string, string>> = {
  client_addr: "c.address",
  client_port: "c.port",
  ssl: "c.version IS NOT NULL",
  sslversion: "c.version",
  sslcipher: "c.cipher",
  sslbits: "c.bits",
  sslcompression: "CASE WHEN c.version IS NOT NULL THEN false END",
};

/** PostgreSQL's functions on the connection of the session that asks. */
const OF_SESSION: readonly (readonly [name: string, type: string, column: string])[] = [
  ["inet_client_addr", "inet", "address"],
  ["inet_client_port", "integer", "port"],
  ["inet_server_addr", "inet", "server_address"],
  ["inet_server_port", "integer", "server_port"],
];

/**
 * Lets a database's catalogue show the clients' own connections, by the notes of the front, and not the unix socket.
 * Nothing of it is in a dump. docs/decisions/0077-what-a-server-sees-of-its-client.md
 *
 * @param client of the superuser, in that database.
 */
export async function showClients(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ done: boolean }>(
    `SELECT to_regproc('pg_catalog.${OWN_ACTIVITY}') IS NOT NULL AS done`,
  );
  if (rows[0]?.done === true) return;
  const statements = [NOTE, await activity(client), ...OF_SESSION.map(ofSession), ...(await views(client))];
  await client.query(["BEGIN", "SET LOCAL allow_system_table_mods = on", ...statements, "COMMIT"].join(";\n"));
}

/**
 * Whatever a role can learn from this, it can learn from pg_stat_activity: its own sessions, and others' by
 * pg_read_all_stats. The role is the session's, as the function itself runs as its owner.
 */
const NOTE = `
  CREATE FUNCTION pg_catalog.lattice_db_client(process integer, OUT address inet, OUT port integer,
    OUT server_address inet, OUT server_port integer, OUT version text, OUT cipher text, OUT bits integer)
  LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT note[2]::inet, note[3]::integer, note[4]::inet, note[5]::integer, note[6], note[7], note[8]::integer
    FROM pg_stat_get_activity(process) AS backend
    CROSS JOIN string_to_array(pg_read_file('${NOTES_FOLDER}/' || process, 0, 1000, true), E'\\n') AS note
    WHERE backend.client_port = ${OF_SOCKET} AND backend.backend_start <= to_timestamp(note[1]::double precision / 1000)
      AND (process = pg_backend_pid() OR pg_has_role(session_user, 'pg_read_all_stats', 'USAGE')
        OR pg_has_role(session_user, backend.usesysid, 'USAGE'))
  $$`;

/** PostgreSQL's activity has columns that differ by version. */
async function activity(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ name: string; type: string; isIn: boolean }>(`
    SELECT name, format_type(type, NULL) AS type, mode = 'i' AS "isIn"
    FROM pg_proc, unnest(proargnames, proallargtypes, proargmodes) WITH ORDINALITY AS argument(name, type, mode, place)
    WHERE oid = 'pg_catalog.${ACTIVITY}'::regproc ORDER BY place
  `);
  const columns = rows.filter(({ isIn }) => !isIn);
  const shown = columns.map(({ name }) => {
    const [seen, own] = [SEEN[name], `s.${escapeIdentifier(name)}`];
    return seen === undefined ? own : `CASE WHEN c.address IS NULL THEN ${own} ELSE ${seen} END`;
  });
  const out = columns.map(({ name, type }) => `OUT ${escapeIdentifier(name)} ${type}`).join(", ");
  // Where the role that asks may not see a session, its port is null.
  return `
    CREATE FUNCTION pg_catalog.${OWN_ACTIVITY}(pid integer, ${out}) RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 100 AS $$
      SELECT ${shown.join(", ")} FROM pg_catalog.${ACTIVITY}($1) AS s LEFT JOIN LATERAL
      pg_catalog.lattice_db_client(CASE WHEN s.client_port = ${OF_SOCKET} THEN s.pid END) AS c ON true
    $$`;
}

/** Under a new name the old function stays what it is to those that were bound to it; a built-in one cannot be replaced. */
function ofSession([name, type, column]: (typeof OF_SESSION)[number]): string {
  return `
    ALTER FUNCTION pg_catalog.${name}() RENAME TO lattice_db_own_${name};
    CREATE FUNCTION pg_catalog.${name}() RETURNS ${type} LANGUAGE sql STABLE PARALLEL RESTRICTED
    AS 'SELECT ${column} FROM pg_catalog.lattice_db_client(pg_catalog.pg_backend_pid())'`;
}

/** With the same columns, so that what is built on them stays. */
async function views(client: ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ view: string; text: string }>(`
    SELECT oid::regclass::text AS view, pg_get_viewdef(oid) AS text FROM pg_class
    WHERE relkind = 'v' AND relnamespace = 'pg_catalog'::regnamespace AND pg_get_viewdef(oid) LIKE '%${ACTIVITY}(%'
  `);
  return rows.map(({ view, text }) => {
    const own = text.replaceAll(`${ACTIVITY}(`, `pg_catalog.${OWN_ACTIVITY}(`).replace(/;\s*$/, "");
    return `CREATE OR REPLACE VIEW pg_catalog.${view} AS ${own}`;
  });
}
