import { BY_TOKEN, mysqlGrant, postgresGrant } from "../../../users/user-sql";
import type { LoginState } from "../../databases/engine";

/** The login a contract names, and the database it is for. */
export interface WantedLogin {
  readonly engine: string;
  readonly user: string;
  readonly databaseName: string;
}

/**
 * What the owner runs, as master user, so that `user` may log in with an IAM token and nothing else, and make tables of
 * its own. Nothing where the login is ready. Statements by engine as in the RDS guide, "Creating a database account using
 * IAM authentication".
 */
export function loginSql(wanted: WantedLogin, state: LoginState = "missing"): string {
  if (state === "ready") return "";
  return (wanted.engine === "postgres" ? postgresSql(wanted, state) : mysqlSql(wanted, state)).join("; ");
}

type NotReady = Exclude<LoginState, "ready">;

function postgresSql({ user }: WantedLogin, state: NotReady): readonly string[] {
  const role = `"${user.replaceAll('"', '""')}"`;
  const made = {
    missing: [`CREATE ROLE ${role} LOGIN`],
    "may not log in": [`ALTER ROLE ${role} LOGIN`],
    "no tokens": [],
  };
  return [...made[state], `GRANT rds_iam TO ${role}`, postgresGrant(user, true)];
}

function mysqlSql({ user, databaseName }: WantedLogin, state: NotReady): readonly string[] {
  const account = `'${user}'@'%'`;
  const made = {
    missing: `CREATE USER ${account} ${BY_TOKEN}`,
    "may not log in": `ALTER USER ${account} ${BY_TOKEN} ACCOUNT UNLOCK`,
    "no tokens": `ALTER USER ${account} ${BY_TOKEN}`,
  };
  return [made[state], mysqlGrant(user, databaseName, true)];
}

/** A command to paste that has the owner's stack run the statements. */
export function ownersCommand(stack: string, database: string, sql: string): string {
  return `npm run local -- connect --as ${stack} --database ${database} --sql ${shellQuoted(sql)}`;
}

/** One word for a POSIX shell; within double quotes where that can be read more easily. */
export function shellQuoted(text: string): string {
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : `"${text}"`;
}
