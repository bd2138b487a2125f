import { parseArgs } from "node:util";
import { type ClientArguments, CLIENT_USAGE, clientOptions, type Problems, readClient } from "./client-arguments";

/** What `connect` was asked for. */
export interface ConnectArguments extends ClientArguments {
  readonly user?: string;
  readonly host?: string;
  readonly sql?: string;
  readonly json: boolean;
}

export const CONNECT_USAGE = `usage: connect --as STACK [options]
  --as STACK               the stack whose client connects, e.g. consumer or producer
  --database NAME          which database, where the stack has several
  --user NAME              database user (default: the consumer's login user, the owner's master user)
  --sql TEXT               run statements and print their rows; without it, a terminal gets a conversation (\\? lists its
                           commands), and what comes through a pipe is read to its end and run
  --json                   print rows as JSON, one line a statement
  --host NAME              connect to this DNS name instead of the one the stack gives
${CLIENT_USAGE}
 ends with 0: done, 1: SQL or login failed, 2: these arguments are wrong, 3: refused on the way, every hop printed`;

/** Reads the arguments, or says what is wrong with them. */
export function readArguments(args: readonly string[]): ConnectArguments | Problems {
  let values;
  try {
    ({ values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false }));
  } catch (error) {
    return { problems: [error instanceof Error ? error.message : String(error)] };
  }
  const client = readClient(values);
  if ("problems" in client) return client;
  const { user, host, sql, json = false } = values;
  const given = Object.entries({ user, host, sql }).filter(([, value]) => value !== undefined);
  return { ...client, json, ...Object.fromEntries(given) };
}

const text = { type: "string" } as const;
const options = { ...clientOptions, user: text, host: text, sql: text, json: { type: "boolean" } } as const;
