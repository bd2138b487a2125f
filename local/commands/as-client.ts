import type { Writable } from "node:stream";
import type { Client } from "../../reachability/client";
import { DatabaseClient } from "../client/database-client";
import { readStackOutputs } from "../client/stack-databases";
import type { ClientArguments, Problems } from "./client-arguments";
import { ENDED, failure } from "./connect/failure";
import { chooseDatabase, clientFor, type NamedDatabase } from "./connect/stack-client";

/** What a command that acts as a stack's client is given by whoever started it. */
export interface ClientCommandDeps {
  /** The unix socket of the running local cloud. */
  readonly cloudSocket: string;
  /** `pulumi stack output --json --show-secrets` of a stack; `{}` where it is not deployed. */
  readonly stackOutputs: (stack: string) => Promise<Readonly<Record<string, unknown>>>;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** As which client a command acts, and for which database. */
export interface ClientTarget<Args> {
  readonly args: Args;
  readonly client: Client;
  readonly database: NamedDatabase;
}

interface ClientCommand<Args> {
  readonly usage: string;
  readonly read: (args: readonly string[]) => Args | Problems;
  /** Answers the exit code. */
  readonly act: (cloud: DatabaseClient, target: ClientTarget<Args>) => Promise<number>;
}

/** Runs a command as the client its arguments name: what is wrong with them, or fails on the way, is told on stderr. */
export async function asClient<Args extends ClientArguments>(
  given: readonly string[],
  { usage, read, act }: ClientCommand<Args>,
  deps: ClientCommandDeps,
): Promise<number> {
  const args = read(given);
  if (isProblems(args)) {
    say(deps.stderr, `${args.problems.join("\n")}\n${usage}`);
    return ENDED.usage;
  }
  const cloud = new DatabaseClient(deps.cloudSocket);
  try {
    const stack = readStackOutputs(args.stack, await deps.stackOutputs(args.stack));
    return await act(cloud, { args, client: clientFor(args, stack.client), database: chooseDatabase(args, stack) });
  } catch (error) {
    return complain(error, deps);
  } finally {
    cloud.close();
  }
}

/** Tells a failure, of the SQL that was run if there is any, and answers the exit code it means. */
export function complain(error: unknown, { stderr }: Pick<ClientCommandDeps, "stderr">, sql?: string): number {
  const { code, message } = failure(error, sql);
  say(stderr, message);
  return code;
}

export function say(stream: Writable, text: string): void {
  stream.write(`${text}\n`);
}

function isProblems(read: ClientArguments | Problems): read is Problems {
  return "problems" in read;
}
