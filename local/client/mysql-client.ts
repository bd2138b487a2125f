import type { Socket } from "node:net";
import type { Connection as RawConnection } from "mysql2";
import { type Connection, createConnection, type FieldPacket, type ResultSetHeader } from "mysql2/promise";
import type { Endpoint, Login } from "./database-client";
import type { StatementResult } from "./print-rows";

/** An error that the server said, as `mysql2` has it. */
export interface MysqlSaid extends Error {
  readonly errno: number;
  readonly sqlState: string;
  readonly sqlMessage: string;
}

export function isMysqlSaid(error: unknown): error is MysqlSaid {
  return error instanceof Error && "errno" in error && "sqlState" in error && typeof error.sqlState === "string";
}

/** A connection to a MySQL or MariaDB database over an open stream, TLS verified for the endpoint's name. */
export async function logInToMysql(
  stream: Socket,
  endpoint: Pick<Endpoint, "address">,
  certificate: string,
  database: string,
  login: Login,
): Promise<Connection> {
  try {
    return await createConnection({
      ...login,
      stream,
      host: endpoint.address,
      database,
      ssl: { ca: certificate, rejectUnauthorized: true, verifyIdentity: true },
      // A token is sent as it is, within TLS that has been verified.
      enableCleartextPlugin: true,
      multipleStatements: true,
      rowsAsArray: true,
      dateStrings: true,
      supportBigNumbers: true,
      bigNumberStrings: true,
      connectAttributes: { program_name: "lattice-db" },
    });
  } catch (error) {
    stream.destroy();
    throw error;
  }
}

/** The number by which the server knows the connection. */
export function connectionId(connection: Connection): number {
  return (connection as unknown as { readonly connection: RawConnection }).connection.threadId;
}

/** Runs one or several statements; `asText` has NULL and bytes written out, as `mysql` writes them. */
export async function runOnMysql(
  connection: Connection,
  text: string,
  asText: boolean,
): Promise<readonly StatementResult[]> {
  const [answer, fields] = (await connection.query(text)) as readonly [unknown, unknown];
  if (!isSeveral(fields)) return [resultOf(answer, fields, asText)];
  return (answer as readonly unknown[]).map((part, at) => resultOf(part, fields[at], asText));
}

/** Of one statement the fields are descriptions, of several a list each, or none for one without rows. */
function isSeveral(fields: unknown): fields is readonly unknown[] {
  return Array.isArray(fields) && fields.some((it) => it === undefined || Array.isArray(it));
}

function resultOf(answer: unknown, fields: unknown, asText: boolean): StatementResult {
  if (!Array.isArray(answer) || !Array.isArray(fields)) return done(answer as ResultSetHeader);
  const columns = (fields as readonly FieldPacket[]).map(({ name }) => name);
  const rows = (answer as readonly (readonly unknown[])[]).map((row) => row.map((value) => shown(value, asText)));
  return { command: "SELECT", rowCount: rows.length, columns, rows };
}

/** What a statement without rows did, in the words of `mysql`. */
function done({ affectedRows, warningStatus }: ResultSetHeader): StatementResult {
  const counts = [`${String(affectedRows)} row${affectedRows === 1 ? "" : "s"} affected`];
  if (warningStatus > 0) counts.push(`${String(warningStatus)} warning${warningStatus === 1 ? "" : "s"}`);
  return { command: `Query OK, ${counts.join(", ")}`, rowCount: null, columns: [], rows: [] };
}

function shown(value: unknown, asText: boolean): unknown {
  if (Buffer.isBuffer(value)) return `0x${value.toString("hex").toUpperCase()}`;
  return value === null && asText ? "NULL" : value;
}
