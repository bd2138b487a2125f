import type { ClientOfCloud } from "../client/client";
import type { NamedDatabase } from "./connect/stack-client";

/** The psql command for a forwarded database, and where its password comes from. */
export async function howToLogIn(
  cloud: ClientOfCloud,
  database: NamedDatabase,
  stack: string,
  port: number,
): Promise<string> {
  const user = database.consumer?.user ?? (await cloud.instance(database.address)).masterUser;
  const settings = {
    host: database.address,
    hostaddr: "127.0.0.1",
    port: String(port),
    user,
    dbname: database.databaseName,
    sslmode: "verify-full",
    sslrootcert: await cloud.trustFile(),
  };
  const text = Object.entries(settings).map(([name, value]) => `${name}=${quoted(value)}`);
  const password =
    database.consumer === undefined
      ? `  # ${ownersPassword(stack)}`
      : `  export PGPASSWORD=$(${tokenCommand(stack, database.name)})  # valid for 15 minutes`;
  return [password, `  psql "${text.join(" ")}"`].join("\n");
}

/** What an owner does in place of a token. */
export function ownersPassword(stack: string): string {
  const create = `npm run local -- connect --as ${stack} --sql "CREATE USER me PASSWORD 'a password of yours'"`;
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
