import type { DatabaseClient } from "../client/database-client";
import { asClient, type ClientCommandDeps, type ClientTarget, say } from "./as-client";
import type { ClientArguments } from "./client-arguments";
import { ENDED } from "./connect/failure";
import { consumerLogin } from "./connect/role-refused";
import { readTokenArguments, TOKEN_USAGE } from "./forward-arguments";
import { ownersPassword } from "./how-to-log-in";

/** Prints an IAM token for a consumer's database user, and nothing else on standard output. Exit codes as `forward`. */
export async function token(args: readonly string[], deps: ClientCommandDeps): Promise<number> {
  const act = (cloud: DatabaseClient, target: ClientTarget<ClientArguments>) => printToken(cloud, target, deps);
  return asClient(args, { usage: TOKEN_USAGE, read: readTokenArguments, act }, deps);
}

async function printToken(
  cloud: DatabaseClient,
  { args, client, database }: ClientTarget<ClientArguments>,
  deps: ClientCommandDeps,
): Promise<number> {
  if (database.consumer === undefined) {
    say(
      deps.stderr,
      `${args.stack} owns ${database.name} and has no token for it: ${ownersPassword(args.stack, database.engine)}`,
    );
    return ENDED.failed;
  }
  const who = { account: client.account, stack: args.stack };
  const { user, password } = await consumerLogin(cloud, who, database, database.consumer);
  say(deps.stdout, password);
  const server = `${database.address}:${String(database.port)}`;
  say(deps.stderr, `a token for user ${user} of ${server}, valid for 15 minutes; CA file: ${await cloud.trustFile()}`);
  return ENDED.done;
}
