import { parseArgs } from "node:util";
import { type ClientArguments, CLIENT_USAGE, clientOptions, type Problems, readClient } from "./client-arguments";

export interface ForwardArguments extends ClientArguments {
  /** The loopback port to listen on; 0 is any free one. */
  readonly port?: number;
}

export const FORWARD_USAGE = `usage: forward --as STACK [options]
  --as STACK               the stack whose client connects, e.g. consumer or producer
  --database NAME          which database, where the stack has several
  --port N                 the port of 127.0.0.1 to listen on (default: the database's own where it is free, else any)
${CLIENT_USAGE}`;

export const TOKEN_USAGE = `usage: token --as STACK [--database NAME]
  --as STACK               the consumer's stack whose client logs in
  --database NAME          which database, where the stack has several
It prints the token alone on standard output: export PGPASSWORD=$(npm run -s local -- token --as consumer)`;

/** Reads the arguments of `forward`, or says what is wrong with them. */
export function readForwardArguments(args: readonly string[]): ForwardArguments | Problems {
  const values = parse(args, { ...clientOptions, port: { type: "string" } } as const);
  if ("problems" in values) return values;
  const client = readClient(values);
  if ("problems" in client || values.port === undefined) return client;
  const port = Number(values.port);
  if (/^\d+$/.test(values.port) && port <= 65535) return { ...client, port };
  return { problems: [`--port must be 1-65535, or 0 for any free one, got "${values.port}"`] };
}

/** Reads the arguments of `token`, or says what is wrong with them. */
export function readTokenArguments(args: readonly string[]): ClientArguments | Problems {
  const values = parse(args, { as: clientOptions.as, database: clientOptions.database });
  return "problems" in values ? values : readClient(values);
}

type Options = Readonly<Record<string, { readonly type: "string" }>>;

function parse<Known extends Options>(
  args: readonly string[],
  options: Known,
): { readonly [Name in keyof Known]?: string } | Problems {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    return { problems: [error instanceof Error ? error.message : String(error)] };
  }
}
