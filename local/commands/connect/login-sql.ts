import type { LoginState } from "../../databases/engine";

/** The login a contract names, and the database it is for. */
export interface WantedLogin {
  readonly engine: string;
  readonly user: string;
  readonly databaseName: string;
}

/**
 * What the owner runs, as master user, so that `user` may log in with an IAM token and nothing else, and make tables of
 * its own. Nothing where a PostgreSQL login is ready. Statements by engine as in the RDS guide, "Creating a database
 * account using IAM authentication".
 */
export function loginSql({ engine, user, databaseName }: WantedLogin, state: LoginState = "missing"): string {
  if (engine !== "postgres") {
    return [
      `CREATE USER '${user}'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL`,
      `GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX ON ${databaseName}.* TO '${user}'@'%'`,
    ].join("; ");
  }
  const role = `"${user.replaceAll('"', '""')}"`;
  const made = { missing: [`CREATE ROLE ${role} LOGIN`], "may not log in": [`ALTER ROLE ${role} LOGIN`] };
  if (state === "ready") return "";
  return [
    ...(state === "no tokens" ? [] : made[state]),
    `GRANT rds_iam TO ${role}`,
    `GRANT USAGE, CREATE ON SCHEMA public TO ${role}`,
  ].join("; ");
}

/** A command to paste that has the owner's stack run the statements. */
export function ownersCommand(stack: string, database: string, sql: string): string {
  return `npm run local -- connect --as ${stack} --database ${database} --sql ${shellQuoted(sql)}`;
}

/** One word for a POSIX shell; within double quotes where that can be read more easily. */
export function shellQuoted(text: string): string {
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : `"${text}"`;
}
