import type { Connection } from "mysql2/promise";
import type { DatabaseClient } from "../../client/database-client";
import { connectionId, runOnMysql } from "../../client/mysql-client";
import { asLists } from "../../client/print-rows";
import { paint } from "../screen";
import { mysqlLines } from "../shell/greeting";
import { History } from "../shell/history";
import { MysqlShell } from "../shell/mysql-shell";
import { converse } from "../shell/terminal";
import type { ConnectDeps } from "./connect-deps";
import { remembering } from "./conversation";
import { failure } from "./failure";
import { openMysqlDatabase, type Target } from "./open-database";
import { asPrinted } from "./run-and-print";

/** A conversation on the terminal with a MySQL or MariaDB database. @throws what keeps the first connection away. */
export async function mysqlConversation(
  cloud: DatabaseClient,
  target: Target,
  json: boolean,
  deps: ConnectDeps,
): Promise<void> {
  const history = new History(deps.historyFile);
  const complain = (error: unknown): void => {
    deps.stderr.write(`${paint(deps.stderr, "red", failure(error).message)}\n`);
  };
  const shell = await MysqlShell.open({
    connect: () => openMysqlDatabase(cloud, target),
    cancel: (connection) => cancel(cloud, target, connection),
    place: async (connection) => (await placeOf(cloud, target, connection)).join("\n"),
    run: async (connection, sql, isVertical) => {
      const results = await runOnMysql(connection, sql, !json);
      const lists = results.map((result) => (result.columns.length === 0 ? result.command : asLists(result)));
      return (isVertical && !json ? lists : asPrinted(results, json)).join("\n");
    },
    remember: remembering(history, complain),
    say: (text) => {
      if (text !== "") deps.stdout.write(`${text}\n`);
    },
    complain,
  });
  try {
    await converse(shell, { stdin: deps.stdin, stdout: deps.stdout, history: history.newestFirst });
  } finally {
    await shell.close();
  }
}

/** As `mysql` does it: over a connection of its own. */
async function cancel(cloud: DatabaseClient, target: Target, connection: Connection): Promise<void> {
  const other = await openMysqlDatabase(cloud, target);
  await other.query(`KILL QUERY ${String(connectionId(connection))}`).finally(() => other.end());
}

async function placeOf(
  cloud: DatabaseClient,
  { args, client, database }: Target,
  connection: Connection,
): Promise<readonly string[]> {
  const { engineVersion } = await cloud.instance(database.address);
  const [answer] = await runOnMysql(connection, "SELECT VERSION(), DATABASE()", true);
  const [version = "", databaseName = ""] = (answer?.rows[0] ?? []).map(String);
  const place = {
    ...database,
    databaseName,
    stack: args.stack,
    user: connection.config.user ?? "",
    account: client.account,
    host: args.host ?? database.host,
    askedVersion: engineVersion,
    serverVersion: version.split("-")[0] ?? "",
  };
  return mysqlLines(place, version.includes("MariaDB") ? "mariadb" : "mysql");
}
