import type { DatabaseClient } from "../client/database-client";
import type { NamedDatabase } from "./connect/stack-client";

/** The commands of the engine's own clients for a forwarded database, and where their password comes from. */
export async function howToLogIn(
  cloud: DatabaseClient,
  database: NamedDatabase,
  stack: string,
  port: number,
): Promise<string> {
  const user = database.consumer?.user ?? (await cloud.instance(database.address)).masterUser;
  const caFile = await cloud.trustFile();
  const isPostgres = database.engine === "postgres";
  const commands = isPostgres ? psqlCommand(database, user, port, caFile) : mysqlCommands(database, user, port, caFile);
  const variable = isPostgres ? "PGPASSWORD" : "MYSQL_PWD";
  const password =
    database.consumer === undefined
      ? `  # ${ownersPassword(stack, database.engine)}`
      : `  export ${variable}=$(${tokenCommand(stack, database.name)})  # valid for 15 minutes`;
  return [password, ...commands].join("\n");
}

function psqlCommand(database: NamedDatabase, user: string, port: number, caFile: string): readonly string[] {
  const settings = {
    host: database.address,
    hostaddr: "127.0.0.1",
    port: String(port),
    user,
    dbname: database.databaseName,
    sslmode: "verify-full",
    sslrootcert: caFile,
  };
  const text = Object.entries(settings).map(([name, value]) => `${name}=${quoted(value)}`);
  return [`  psql "${text.join(" ")}"`];
}

/** For the clients of MariaDB and of MySQL; the certificate on the port is for localhost, too. */
function mysqlCommands(database: NamedDatabase, user: string, port: number, caFile: string): readonly string[] {
  const where = `--host=localhost --protocol=TCP --port=${String(port)} --user=${shellQuoted(user)} --ssl-ca=${shellQuoted(caFile)}`;
  return [
    `  mariadb ${where} --ssl-verify-server-cert ${shellQuoted(database.databaseName)}`,
    `  mysql ${where} --ssl-mode=VERIFY_IDENTITY --enable-cleartext-plugin ${shellQuoted(database.databaseName)}`,
  ];
}

function shellQuoted(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** What an owner does in place of a token. */
export function ownersPassword(stack: string, engine: string): string {
  const by = engine === "postgres" ? "PASSWORD" : "IDENTIFIED BY";
  const create = `npm run local -- connect --as ${stack} --sql "CREATE USER me ${by} 'a password of yours'"`;
  return `the master user's password is in Secrets Manager, and connect --as ${stack} takes it from there; for another program make a user: ${create}`;
}

function tokenCommand(stack: string, database: string): string {
  return `npm run -s local -- token --as ${stack} --database ${database}`;
}

/** As PostgreSQL's connection strings have it, within a shell's double quotes. */
function quoted(value: string): string {
  if (/^[\w./:@-]+$/.test(value)) return value;
  return `'${value.replace(/[\\']/g, "\\$&")}'`.replace(/[\\"$`]/g, "\\$&");
}
