import type { Client as PgClient } from "pg";
import { cancelQuery } from "../../client/cancel-query";
import type { DatabaseClient } from "../../client/database-client";
import { openTunnel } from "../../client/tunnel";
import type { ConnectDeps } from "./connect-deps";
import { paint } from "../screen";
import { connectionLines, greeting, type Place } from "../shell/greeting";
import { History } from "../shell/history";
import { Shell } from "../shell/shell";
import { converse } from "../shell/terminal";
import { failure } from "./failure";
import { openDatabase, type Target } from "./open-database";
import { listenTo, printed } from "./run-and-print";

/** A conversation on the terminal with a database. @throws what keeps the first connection away. */
export async function conversation(
  cloud: DatabaseClient,
  target: Target,
  json: boolean,
  deps: ConnectDeps,
): Promise<void> {
  const history = new History(deps.historyFile);
  const say = (text: string): void => {
    if (text !== "") deps.stdout.write(`${text}\n`);
  };
  const complain = (error: unknown, statement?: string): void => {
    deps.stderr.write(`${paint(deps.stderr, "red", failure(error, statement).message)}\n`);
  };
  const shell = await Shell.open({
    name: target.database.databaseName,
    connect: async () => {
      const client = listenTo(await openDatabase(cloud, target), deps.stderr);
      return client;
    },
    cancel: (client) => cancel(cloud, target, client),
    place: async (client) => connectionLines(await placeOf(cloud, target, client)).join("\n"),
    greet: async (client) => greeting(await placeOf(cloud, target, client)),
    run: async (client, statement) => (await printed(client, statement, json)).join("\n"),
    remember: remembering(history, complain),
    say,
    complain,
  });
  try {
    await converse(shell, { stdin: deps.stdin, stdout: deps.stdout, history: history.newestFirst });
  } finally {
    await shell.close();
  }
}

/** A history that cannot be kept is said once. */
export function remembering(history: History, complain: (error: unknown) => void): (typed: string) => void {
  let isSaid = false;
  return (typed) => {
    try {
      history.add(typed);
    } catch (error) {
      if (!isSaid) complain(new Error(`the history is not kept: ${error instanceof Error ? error.message : ""}`));
      isSaid = true;
    }
  };
}

async function cancel(cloud: DatabaseClient, { args, client, database }: Target, connection: PgClient): Promise<void> {
  const { processID: processId, secretKey } = connection as unknown as { processID: number; secretKey: number };
  const certificate = await cloud.trust();
  const stream = await openTunnel(cloud.socket, client, args.host ?? database.host, database.port);
  await cancelQuery(stream, { address: database.address, certificate }, { processId, secretKey });
}

async function placeOf(
  cloud: DatabaseClient,
  { args, client, database }: Target,
  connection: PgClient,
): Promise<Place> {
  const { engineVersion } = await cloud.instance(database.address);
  const { rows } = await connection.query<{ server_version: string }>("SHOW server_version");
  const [serverVersion = ""] = (rows[0]?.server_version ?? "").split(" ");
  return {
    ...database,
    stack: args.stack,
    user: connection.user ?? "",
    account: client.account,
    host: args.host ?? database.host,
    askedVersion: engineVersion,
    serverVersion,
  };
}
