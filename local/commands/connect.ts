import { text as wholeText } from "node:stream/consumers";
import type { DatabaseClient } from "../client/database-client";
import { ConnectionRefusedError } from "../client/tunnel";
import { asClient, type ClientTarget, complain, say } from "./as-client";
import { CONNECT_USAGE, type ConnectArguments, readArguments } from "./connect-arguments";
import type { ConnectDeps } from "./connect/connect-deps";
import { conversation } from "./connect/conversation";
import { ENDED, failure } from "./connect/failure";
import { LoginFailed } from "./connect/login-failed";
import { loginHelp, loginHelpWithoutServer } from "./connect/login-help";
import type { Target } from "./connect/open-database";
import { mysqlConversation } from "./connect/mysql-conversation";
import { openSqlSession } from "./connect/sql-session";

/**
 * Connects to a database on behalf of a stack's client and runs SQL there: 0 done, 1 failed (SQL or login), 2 wrong
 * arguments, 3 refused on the way, with every hop printed.
 */
export async function run(args: readonly string[], deps: ConnectDeps): Promise<number> {
  const act = (cloud: DatabaseClient, target: ClientTarget<ConnectArguments>) =>
    serve(cloud, target, deps).catch(async (error: unknown) => {
      const { code, message } = failure(error);
      say(deps.stderr, [message, ...(await help(cloud, target, error, deps))].join("\n"));
      return code;
    });
  return asClient(args, { usage: CONNECT_USAGE, read: readArguments, act }, deps);
}

/** Runs what the arguments or the standard input have. @throws what keeps the connection away. */
async function serve(
  cloud: DatabaseClient,
  target: ClientTarget<ConnectArguments>,
  deps: ConnectDeps,
): Promise<number> {
  const { args } = target;
  if (args.sql === undefined && deps.stdin.isTTY === true) {
    const converse = target.database.engine === "postgres" ? conversation : mysqlConversation;
    await converse(cloud, target, args.json, deps);
    return ENDED.done;
  }
  const session = await openSqlSession(cloud, target, deps.stderr);
  const sql = args.sql ?? (await wholeText(deps.stdin));
  try {
    if (args.sql !== undefined || sql.trim() !== "") {
      for (const text of await session.run(sql, args.json)) say(deps.stdout, text);
    } else say(deps.stdout, `connected to ${session.place}`);
    return ENDED.done;
  } catch (error) {
    return complain(error, deps, sql);
  } finally {
    await session.end();
  }
}

/** What is known of a login that failed, or of one that cannot be tried here. */
async function help(cloud: DatabaseClient, { database }: Target, error: unknown, deps: ConnectDeps): Promise<string[]> {
  if (error instanceof LoginFailed) {
    return loginHelp(cloud, error.cause, { login: error.login, database, owner: deps.ownerOf?.(database.address) });
  }
  const isOpen = error instanceof ConnectionRefusedError && error.refusal.explanation === undefined;
  return isOpen ? loginHelpWithoutServer(database) : [];
}
