import { type Connection, createConnection, type RowDataPacket } from "mysql2/promise";

/** RDS's own user: nobody is it who comes through the front. */
export const ADMIN = "rdsadmin";

const CONNECT_WITHIN_MS = 10_000;
const TOO_MANY_CONNECTIONS = 1040;

/** Where RDS's own user logs in, and by what. */
export interface AdminLogin {
  /** The server's unix socket. */
  readonly socketPath: string;
  readonly password: string;
}

/** A connection of RDS's own user, for as long as `work` takes. */
export async function asAdmin<T>(login: AdminLogin, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await createConnection({ ...login, user: ADMIN, connectTimeout: CONNECT_WITHIN_MS });
  connection.on("error", () => undefined);
  try {
    return await work(connection);
  } finally {
    await connection.end().catch(() => undefined);
  }
}

/** The rows of one statement, as texts; `values` take the places of its question marks. */
export async function rowsOf(
  connection: Connection,
  sql: string,
  values: readonly string[] = [],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const [rows] = await connection.query<RowDataPacket[]>(sql, [...values]);
  return rows;
}

export async function maxConnections(connection: Connection): Promise<number> {
  const [row] = await rowsOf(connection, "SELECT @@max_connections AS most");
  return Number(row?.most);
}

/** Whether a server that answers a new connection with this is there: a full one is. */
export function isThere(error: unknown): boolean {
  return error instanceof Error && "errno" in error && error.errno === TOO_MANY_CONNECTIONS;
}
