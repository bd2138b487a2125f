import type { Writable } from "node:stream";
import type { DatabaseClient } from "../../client/database-client";
import { runOnMysql } from "../../client/mysql-client";
import { openDatabase, openMysqlDatabase, type Target } from "./open-database";
import { asPrinted, listenTo, printed } from "./run-and-print";

/** A database that somebody is logged in to, whatever its engine. */
export interface SqlSession {
  /** Such as `orders as app`. */
  readonly place: string;
  /** Runs SQL and answers what to print, a text for each statement. */
  run(sql: string, json: boolean): Promise<readonly string[]>;
  end(): Promise<void>;
}

/** @throws LoginFailed where the database says no. */
export async function openSqlSession(cloud: DatabaseClient, target: Target, stderr: Writable): Promise<SqlSession> {
  if (target.database.engine !== "postgres") return mysqlSession(cloud, target);
  const client = listenTo(await openDatabase(cloud, target), stderr);
  return {
    place: `${client.database ?? ""} as ${client.user ?? ""}`,
    run: (sql, json) => printed(client, sql, json),
    end: () => client.end(),
  };
}

async function mysqlSession(cloud: DatabaseClient, target: Target): Promise<SqlSession> {
  const connection = await openMysqlDatabase(cloud, target);
  // A connection that breaks is told by the statement that needs it.
  connection.on("error", () => undefined);
  return {
    place: `${connection.config.database ?? ""} as ${connection.config.user ?? ""}`,
    run: async (sql, json) => asPrinted(await runOnMysql(connection, sql, !json), json),
    end: () => connection.end(),
  };
}
