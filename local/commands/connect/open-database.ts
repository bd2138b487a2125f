import type { Connection as MysqlConnection } from "mysql2/promise";
import type { Client as PgClient } from "pg";
import type { Client } from "../../../reachability/client";
import { type DatabaseClient, logIn, type Login } from "../../client/database-client";
import { logInToMysql } from "../../client/mysql-client";
import { openTunnel } from "../../client/tunnel";
import type { ConnectArguments } from "../connect-arguments";
import { LoginFailed } from "./login-failed";
import { consumerLogin } from "./role-refused";
import type { NamedDatabase } from "./stack-client";
import { UsageError } from "./usage-error";

/** A database, and on behalf of which client and as whom it is connected to. */
export interface Target {
  readonly args: Pick<ConnectArguments, "stack" | "host" | "user">;
  readonly client: Client;
  readonly database: NamedDatabase;
}

/** Opens the way to a PostgreSQL database, which is judged at this moment, and logs in. @throws LoginFailed */
export function openDatabase(cloud: DatabaseClient, target: Target): Promise<PgClient> {
  return open(cloud, target, logIn);
}

/** As `openDatabase`, to a MySQL or MariaDB database. @throws LoginFailed */
export function openMysqlDatabase(cloud: DatabaseClient, target: Target): Promise<MysqlConnection> {
  return open(cloud, target, logInToMysql);
}

async function open<Client>(
  cloud: DatabaseClient,
  target: Target,
  logInTo: (...given: Parameters<typeof logIn>) => Promise<Client>,
): Promise<Client> {
  const { args, client, database } = target;
  const stream = await openTunnel(cloud.socket, client, args.host ?? database.host, database.port);
  try {
    const [certificate, login] = await Promise.all([cloud.trust(), loginFor(cloud, target)]);
    return await logInTo(stream, database, certificate, database.databaseName, login).catch((error: unknown) => {
      throw new LoginFailed(error, login);
    });
  } catch (error) {
    stream.destroy();
    throw error;
  }
}

/** A consumer's token, the owner's master password, or what PGPASSWORD or MYSQL_PWD has. */
export async function loginFor(cloud: DatabaseClient, { args, client, database }: Target): Promise<Login> {
  const { consumer } = database;
  const who = { account: client.account, stack: args.stack };
  if (consumer !== undefined) return consumerLogin(cloud, who, database, consumer, args.user);
  const instance = await cloud.instance(database.address);
  if (args.user === undefined || args.user === instance.masterUser) {
    return cloud.masterLogin(client.account, client.region, instance);
  }
  const variable = database.engine === "postgres" ? "PGPASSWORD" : "MYSQL_PWD";
  const password = process.env[variable];
  if (password === undefined) throw new UsageError(`--user ${args.user}: set ${variable} to its password`);
  return { user: args.user, password };
}
