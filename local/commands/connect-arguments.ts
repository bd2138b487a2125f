import { parseArgs } from "node:util";

/** What `connect` was asked for. */
export interface ConnectArguments {
  /** The stack whose client connects. */
  readonly stack: string;
  readonly account?: string;
  readonly region?: string;
  readonly vpcId?: string;
  readonly subnetId?: string;
  readonly securityGroupIds?: readonly string[];
  readonly sourceIp?: string;
  readonly database?: string;
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
 another client than the stack's own:
  --account ID  --region NAME  --vpc ID  --subnet ID  --security-groups ID,ID  --source-ip ADDRESS
 ends with 0: done, 1: SQL or login failed, 2: these arguments are wrong, 3: refused on the way, every hop printed`;

/** Reads the arguments, or says what is wrong with them. */
export function readArguments(args: readonly string[]): ConnectArguments | { readonly problems: readonly string[] } {
  let values;
  try {
    ({ values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false }));
  } catch (error) {
    return { problems: [error instanceof Error ? error.message : String(error)] };
  }
  const {
    as: stack,
    vpc: vpcId,
    subnet: subnetId,
    "source-ip": sourceIp,
    "security-groups": groups,
    json,
    ...rest
  } = values;
  if (stack === undefined) return { problems: ["--as must name a stack, e.g. --as consumer"] };
  if (rest.account !== undefined && !/^\d{12}$/.test(rest.account)) {
    return { problems: [`--account must be 12 digits, got "${rest.account}"`] };
  }
  const securityGroupIds = groups?.split(",").filter((id) => id !== "");
  const given = { ...rest, vpcId, subnetId, sourceIp, securityGroupIds };
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { stack, json: json ?? false, ...known };
}

const text = { type: "string" } as const;
const options = {
  as: text,
  account: text,
  region: text,
  vpc: text,
  subnet: text,
  "security-groups": text,
  "source-ip": text,
  database: text,
  user: text,
  host: text,
  sql: text,
  json: { type: "boolean" },
} as const;
