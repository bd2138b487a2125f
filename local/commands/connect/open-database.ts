import type { Client as PgClient } from "pg";
import type { Client } from "../../../reachability/client";
import { type ClientOfCloud, logIn, type Login } from "../../client/client";
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

/** Opens the way, which is judged at this moment, and logs in. @throws LoginFailed where the database says no. */
export async function openDatabase(cloud: ClientOfCloud, target: Target): Promise<PgClient> {
  const { args, client, database } = target;
  const stream = await openTunnel(cloud.socket, client, args.host ?? database.host, database.port);
  try {
    const [certificate, login] = await Promise.all([cloud.trust(), loginFor(cloud, target)]);
    return await logIn(stream, database, certificate, database.databaseName, login).catch((error: unknown) => {
      throw new LoginFailed(error, login);
    });
  } catch (error) {
    stream.destroy();
    throw error;
  }
}

/** A consumer's token, the owner's master password, or what PGPASSWORD has. */
export async function loginFor(cloud: ClientOfCloud, { args, client, database }: Target): Promise<Login> {
  const { consumer } = database;
  const who = { account: client.account, stack: args.stack };
  if (consumer !== undefined) return consumerLogin(cloud, who, database, consumer, args.user);
  const instance = await cloud.instance(database.address);
  if (args.user === undefined || args.user === instance.masterUser) {
    return cloud.masterLogin(client.account, client.region, instance);
  }
  const password = process.env.PGPASSWORD;
  if (password === undefined) throw new UsageError(`--user ${args.user}: set PGPASSWORD to its password`);
  return { user: args.user, password };
}
