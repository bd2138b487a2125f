import { createHash } from "node:crypto";
import { type Connection, escape, escapeId } from "mysql2/promise";
import { rowsOf } from "./admin";
import { NATIVE } from "./handshake";

/** What the one who creates an instance chooses; the password only as the server keeps it. */
export interface Owner {
  readonly masterUser: string;
  readonly passwordHash: string;
  readonly databaseName?: string | undefined;
}

/** As `mysql_native_password` keeps a password: nobody logs in with that. */
export function passwordHash(password: string): string {
  const digest = (data: Buffer | string): Buffer => createHash("sha1").update(data).digest();
  return `*${digest(digest(password)).toString("hex").toUpperCase()}`;
}

/** Makes the first database and the master user, who is no superuser. What is there already is left. */
export async function createOwner(connection: Connection, owner: Owner): Promise<void> {
  if (owner.databaseName !== undefined) {
    await connection.query(`CREATE DATABASE IF NOT EXISTS ${escapeId(owner.databaseName)}`);
  }
  const user = `${escape(owner.masterUser)}@'%'`;
  await connection.query(`CREATE OR REPLACE USER ${user} IDENTIFIED VIA ${NATIVE} USING ${escape(owner.passwordHash)}`);
  await connection.query(`GRANT ${await privileges(connection)} ON *.* TO ${user} WITH GRANT OPTION`);
}

export async function setPassword(connection: Connection, user: string, hash: string): Promise<void> {
  await connection.query(`ALTER USER ${escape(user)}@'%' IDENTIFIED VIA ${NATIVE} USING ${escape(hash)}`);
}

/** RDS user guide, "Master user account privileges". */
const MASTER_PRIVILEGES = [
  ...["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "RELOAD", "PROCESS", "REFERENCES", "INDEX", "ALTER"],
  ...["SHOW DATABASES", "CREATE TEMPORARY TABLES", "LOCK TABLES", "EXECUTE", "REPLICATION SLAVE", "REPLICATION CLIENT"],
  ...["CREATE VIEW", "SHOW VIEW", "CREATE ROUTINE", "ALTER ROUTINE", "CREATE USER", "EVENT", "TRIGGER"],
];

async function privileges(connection: Connection): Promise<string> {
  const [row] = await rowsOf(connection, "SELECT VERSION() AS version");
  const [major = 0, minor = 0] = String(row?.version).split(".").map(Number);
  const isSince114 = major > 11 || (major === 11 && minor >= 4);
  return [...MASTER_PRIVILEGES, ...(isSince114 ? ["SHOW CREATE ROUTINE"] : [])].join(", ");
}
