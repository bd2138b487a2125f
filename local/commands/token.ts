import type { Writable } from "node:stream";
import { ClientOfCloud } from "../client/client";
import { readStackOutputs } from "../client/stack-databases";
import type { ClientArguments } from "./client-arguments";
import { ENDED, failure } from "./connect/failure";
import { consumerLogin } from "./connect/role-refused";
import { chooseDatabase } from "./connect/stack-client";
import { readTokenArguments, TOKEN_USAGE } from "./forward-arguments";
import type { ForwardDeps } from "./forward";
import { ownersPassword } from "./how-to-log-in";

type TokenDeps = Pick<ForwardDeps, "cloudSocket" | "stackOutputs" | "stdout" | "stderr">;

/** Prints an IAM token for a consumer's database user, and nothing else on standard output. Exit codes as `forward`. */
export async function token(args: readonly string[], deps: TokenDeps): Promise<number> {
  const read = readTokenArguments(args);
  if ("problems" in read) {
    say(deps.stderr, `${read.problems.join("\n")}\n${TOKEN_USAGE}`);
    return ENDED.usage;
  }
  const cloud = new ClientOfCloud(deps.cloudSocket);
  try {
    return await printToken(cloud, read, deps);
  } catch (error) {
    const { code, message } = failure(error);
    say(deps.stderr, message);
    return code;
  } finally {
    cloud.close();
  }
}

async function printToken(cloud: ClientOfCloud, args: ClientArguments, deps: TokenDeps): Promise<number> {
  const { client, databases } = readStackOutputs(args.stack, await deps.stackOutputs(args.stack));
  const database = chooseDatabase(args, { client, databases });
  if (database.consumer === undefined) {
    say(deps.stderr, `${args.stack} owns ${database.name} and has no token for it: ${ownersPassword(args.stack)}`);
    return ENDED.failed;
  }
  const who = { account: client.account, stack: args.stack };
  const { user, password } = await consumerLogin(cloud, who, database, database.consumer);
  say(deps.stdout, password);
  const server = `${database.address}:${String(database.port)}`;
  say(deps.stderr, `a token for user ${user} of ${server}, valid for 15 minutes; CA file: ${await cloud.trustFile()}`);
  return ENDED.done;
}

function say(stream: Writable, text: string): void {
  stream.write(`${text}\n`);
}
