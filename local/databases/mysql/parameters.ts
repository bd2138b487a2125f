import { type Connection, escape, escapeId } from "mysql2/promise";
import { rowsOf } from "./admin";
import type { Settings } from "./settings-file";

/** A server as far as its settings go. */
interface HasSettings {
  /** For its next start, too. */
  settings: Settings;
  run<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  stop(): Promise<unknown>;
  start(): Promise<void>;
}

/**
 * Makes the server run with exactly these settings: new sessions have them at once. It is restarted where one of them
 * takes that; if it does not start with them, or does not take one, it runs as before and the promise is rejected.
 */
export async function applyParameters(server: HasSettings, wanted: Settings): Promise<void> {
  const before = server.settings;
  const names = [...new Set([...Object.keys(before), ...Object.keys(wanted)])];
  const changed = names.filter((name) => before[name] !== wanted[name]);
  if (changed.length === 0) return;
  server.settings = wanted;
  try {
    const needsRestart = await server.run(async (connection) => {
      const variables = await variablesOf(connection, changed);
      const dropped = changed.filter((name) => wanted[name] === undefined);
      for (const name of dropped) await setDefault(connection, variables, name);
      await setDynamic(
        connection,
        Object.fromEntries(Object.entries(wanted).filter(([name]) => changed.includes(name))),
      );
      return changed.some((name) => variables.get(name) === "fixed at start");
    });
    if (needsRestart) await restart(server);
  } catch (error) {
    server.settings = before;
    await restart(server);
    throw error;
  }
}

/** Sets those of the settings that a running server takes. */
export async function setDynamic(connection: Connection, settings: Settings): Promise<void> {
  const variables = await variablesOf(connection, Object.keys(settings));
  for (const [name, value] of Object.entries(settings)) {
    if (variables.get(name) === "dynamic") await connection.query(`SET GLOBAL ${escapeId(name)} = ${literal(value)}`);
  }
}

async function setDefault(connection: Connection, variables: Variables, name: string): Promise<void> {
  if (variables.get(name) === "dynamic") await connection.query(`SET GLOBAL ${escapeId(name)} = DEFAULT`);
}

async function restart(server: HasSettings): Promise<void> {
  await server.stop();
  await server.start();
}

/** When each variable takes a value; those the server has not are missing. */
type Variables = ReadonlyMap<string, "dynamic" | "fixed at start">;

async function variablesOf(connection: Connection, names: readonly string[]): Promise<Variables> {
  const rows = await rowsOf(
    connection,
    "SELECT LOWER(VARIABLE_NAME) AS name, READ_ONLY AS fixed, VARIABLE_SCOPE AS scope FROM information_schema.SYSTEM_VARIABLES",
  );
  const known = rows
    .filter(({ name, scope }) => names.includes(String(name)) && scope !== "SESSION ONLY")
    .map(({ name, fixed }) => [String(name), fixed === "YES" ? "fixed at start" : "dynamic"] as const);
  return new Map(known);
}

function literal(value: string): string {
  return /^-?\d+(\.\d+)?$/.test(value) ? value : escape(value);
}
