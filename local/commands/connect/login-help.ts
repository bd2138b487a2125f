import { DatabaseError } from "pg";
import type { DatabaseClient, Login } from "../../client/database-client";
import { isMysqlSaid } from "../../client/mysql-client";
import type { LoginFinding } from "../../databases/login-state";
import type { NamedDatabase } from "./stack-client";
import { loginSql, ownersCommand } from "./login-sql";
import type { OwnedDatabase } from "./owner-stack";

/** A consumer's login that was refused, and whose database it is. */
export interface RefusedLogin {
  readonly login: Login;
  readonly database: NamedDatabase;
  /** Where the owner's stack is one of this machine. */
  readonly owner?: OwnedDatabase | undefined;
}

/** The class of SQLSTATEs. */
const INVALID_AUTHORIZATION = "28";

/** What keeps a consumer's login out, and what ends it; nothing where the failure was of another kind. */
export async function loginHelp(cloud: DatabaseClient, cause: unknown, refused: RefusedLogin): Promise<string[]> {
  const state = cause instanceof DatabaseError ? cause.code : isMysqlSaid(cause) ? cause.sqlState : undefined;
  const isRefused = state?.startsWith(INVALID_AUTHORIZATION) === true;
  const { login, database } = refused;
  if (!isRefused || database.consumer === undefined) return [];
  const finding = await cloud.loginFinding(database.address, login.user, login.password);
  return findingLines(finding, refused);
}

/** The finding in words; on AWS a client knows none of it. */
export function findingLines(
  { state, isMasterUser, tokenProblem }: LoginFinding,
  { login: { user }, database, owner }: RefusedLogin,
): string[] {
  const lines = ["On AWS a client hears no more than that. What the local cloud sees:"];
  if (isMasterUser) {
    const password = "the master user, who logs in with a password, not with a token";
    return [...lines, `  ${user} is ${password}; leave --user out, or connect as the owner's stack`];
  }
  if (tokenProblem !== undefined) lines.push(`  the token for ${user} is refused: ${tokenProblem}`);
  if (state === undefined || state === "ready") {
    if (tokenProblem === undefined) lines.push(`  the login ${user} is ready and its token is good now: connect again`);
    return lines;
  }
  return [
    ...lines,
    `  ${(database.engine === "postgres" ? stateInWords : stateOfMysqlInWords)[state](user)}`,
    ...remedy(loginSql({ ...database, user }, state), database, owner),
  ];
}

const stateInWords = {
  missing: (user: string) => `the owner has not made the login ${user} yet`,
  "may not log in": (user: string) => `there is a role ${user}, but it may not log in (NOLOGIN)`,
  "no tokens": (user: string) => `the login ${user} is there, but is no member of rds_iam, which lets tokens in`,
} as const;

const stateOfMysqlInWords = {
  missing: (user: string) => `the owner has not made the login ${user} yet`,
  "may not log in": (user: string) => `there is a user ${user}, but the account is locked`,
  "no tokens": (user: string) =>
    `the user ${user} is there, but logs in with a password, not with AWSAuthenticationPlugin`,
} as const;

/** The SQL for the owner, and a command that runs it where the owner's stack is here. */
function remedy(sql: string, database: NamedDatabase, owner: OwnedDatabase | undefined): string[] {
  const lines = ["The owner runs, as master user:", ...sql.split("; ").map((statement) => `  ${statement};`)];
  if (owner === undefined) return lines;
  return [...lines, "or, on this machine:", `  ${ownersCommand(owner.stack, owner.database, sql)}`];
}

/** For an engine that has no server here: what makes the login on AWS. */
export function loginHelpWithoutServer(database: NamedDatabase): string[] {
  const { consumer } = database;
  if (database.engine === "postgres" || consumer === undefined) return [];
  return [`On AWS the owner makes the login ${consumer.user} first, as master user:`].concat(
    loginSql({ ...database, user: consumer.user })
      .split("; ")
      .map((statement) => `  ${statement};`),
  );
}
