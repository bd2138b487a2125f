import { type Connection, createConnection, type RowDataPacket } from "mysql2/promise";

/** RDS's own user: nobody is it who comes through the front. */
export const ADMIN = "rdsadmin";

const CONNECT_WITHIN_MS = 10_000;
const TOO_MANY_CONNECTIONS = 1040;

/** A connection of RDS's own user to a server's unix socket, for as long as `work` takes. */
export async function asAdmin<T>(socketPath: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await createConnection({ socketPath, user: ADMIN, connectTimeout: CONNECT_WITHIN_MS });
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

/** Whether a server that answers a new connection with this is there: a full one is. */
export function isThere(error: unknown): boolean {
  return error instanceof Error && "errno" in error && error.errno === TOO_MANY_CONNECTIONS;
}
