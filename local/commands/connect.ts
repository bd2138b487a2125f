import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";
import { text as wholeText } from "node:stream/consumers";
import { type Client as PgClient, DatabaseError } from "pg";
import type { Client } from "../../reachability/client";
import { CloudError } from "../cloud/client";
import { ClientOfCloud, logIn, type Login } from "../data-path/client";
import { asJson, asTable } from "../data-path/print-rows";
import { runStatements } from "../data-path/run-statements";
import { readStackOutputs, type StackClient, type StackDatabase } from "../data-path/stack-databases";
import { ConnectionRefusedError, openTunnel } from "../data-path/tunnel";
import { CONNECT_USAGE, type ConnectArguments, readArguments } from "./connect-arguments";

/** What the command is given by whoever started it. */
export interface ConnectDeps {
  /** The unix socket of the running local cloud. */
  readonly cloudSocket: string;
  /** `pulumi stack output --json --show-secrets` of a stack; `{}` where it is not deployed. */
  readonly stackOutputs: (stack: string) => Promise<Readonly<Record<string, unknown>>>;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable;
  readonly stderr: Writable;
}

const DONE = 0;
const FAILED = 1;
const USAGE = 2;
const REFUSED = 3;

/**
 * Connects to a database on behalf of a stack's client and runs SQL there: 0 done, 1 failed (SQL or login), 2 wrong
 * arguments, 3 refused on the way, with every hop printed.
 */
export async function run(args: readonly string[], deps: ConnectDeps): Promise<number> {
  const read = readArguments(args);
  if ("problems" in read) {
    say(deps.stderr, `${read.problems.join("\n")}\n${CONNECT_USAGE}`);
    return USAGE;
  }
  const cloud = new ClientOfCloud(deps.cloudSocket);
  try {
    const stack = readStackOutputs(read.stack, await deps.stackOutputs(read.stack));
    const database = chooseDatabase(read, stack);
    const client = await connect(cloud, read, clientFor(read, stack.client), database);
    client.on("notice", ({ severity, message }) => {
      say(deps.stderr, `${severity ?? "NOTICE"}: ${message ?? ""}`);
    });
    // A connection that breaks later fails the statement that needs it.
    client.on("error", () => undefined);
    const code = await converse(client, read, deps);
    await client.end();
    return code;
  } catch (error) {
    return failure(error, deps);
  } finally {
    cloud.close();
  }
}

function chooseDatabase({ stack, database: name }: ConnectArguments, { databases }: StackClient): StackDatabase {
  const names = Object.keys(databases);
  const chosen = name ?? (names.length === 1 ? names[0] : undefined);
  if (chosen === undefined) throw new UsageError(`--database must be one of ${names.join(", ")}`);
  const found = databases[chosen];
  if (found === undefined) {
    throw new UsageError(
      `--database "${chosen}": stack ${stack} knows ${names.length === 0 ? "none" : names.join(", ")}`,
    );
  }
  return found;
}

class UsageError extends Error {
  override readonly name = "UsageError" as const;
}

/** Another account has other VPCs than the stack's client, and another VPC other subnets and security groups. */
function clientFor(args: ConnectArguments, own: Client): Client {
  const elsewhere =
    (args.vpcId !== undefined && args.vpcId !== own.vpcId) ||
    (args.account !== undefined && args.account !== own.account);
  const base = elsewhere ? { account: own.account, region: own.region, securityGroupIds: [] } : own;
  const { account, region, vpcId, subnetId, securityGroupIds, sourceIp } = args;
  const given = { account, region, vpcId, subnetId, securityGroupIds, sourceIp };
  return { ...base, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
}

async function connect(
  cloud: ClientOfCloud,
  args: ConnectArguments,
  client: Client,
  database: StackDatabase,
): Promise<PgClient> {
  const stream = await openTunnel(cloud.socket, client, args.host ?? database.host, database.port);
  try {
    const [certificate, login] = await Promise.all([cloud.trust(), loginFor(cloud, args, client, database)]);
    return await logIn(stream, database, certificate, database.databaseName, login);
  } catch (error) {
    stream.destroy();
    throw error;
  }
}

async function loginFor(
  cloud: ClientOfCloud,
  args: ConnectArguments,
  client: Client,
  database: StackDatabase,
): Promise<Login> {
  const { consumer } = database;
  if (consumer !== undefined) return cloud.tokenLogin(client.account, database, consumer, args.user ?? consumer.user);
  const instance = await cloud.instance(database.address);
  if (args.user === undefined || args.user === instance.masterUser) {
    return cloud.masterLogin(client.account, client.region, instance);
  }
  const password = process.env.PGPASSWORD;
  if (password === undefined) throw new UsageError(`--user ${args.user}: set PGPASSWORD to its password`);
  return { user: args.user, password };
}

async function converse(client: PgClient, args: ConnectArguments, deps: ConnectDeps): Promise<number> {
  if (args.sql !== undefined) return runAndPrint(client, args.sql, args, deps);
  if (deps.stdin.isTTY !== true) {
    const text = await wholeText(deps.stdin);
    if (text.trim() !== "") return runAndPrint(client, text, args, deps);
    say(deps.stdout, `connected to ${client.database ?? ""} as ${client.user ?? ""}`);
    return DONE;
  }
  await prompt(client, args, deps);
  return DONE;
}

/** Reads statements until `\q` or the end of the input; a statement ends with `;`. */
async function prompt(client: PgClient, args: ConnectArguments, deps: ConnectDeps): Promise<void> {
  const lines = createInterface({ input: deps.stdin, output: deps.stdout });
  const name = client.database ?? "";
  let statement = "";
  lines.setPrompt(`${name}=> `);
  lines.prompt();
  for await (const line of lines) {
    if (line.trim() === "\\q") break;
    statement += `${line}\n`;
    if (line.trimEnd().endsWith(";")) {
      await runAndPrint(client, statement, args, deps);
      statement = "";
    }
    lines.setPrompt(statement.trim() === "" ? `${name}=> ` : `${name}-> `);
    lines.prompt();
  }
  lines.close();
}

async function runAndPrint(
  client: PgClient,
  text: string,
  { json }: ConnectArguments,
  deps: ConnectDeps,
): Promise<number> {
  try {
    for (const result of await runStatements(client, text, !json)) {
      say(deps.stdout, json ? asJson(result) : asTable(result));
    }
    return DONE;
  } catch (error) {
    return failure(error, deps);
  }
}

function failure(error: unknown, { stderr }: ConnectDeps): number {
  if (error instanceof UsageError) {
    say(stderr, error.message);
    return USAGE;
  }
  if (error instanceof ConnectionRefusedError) {
    say(stderr, error.message);
    return REFUSED;
  }
  if (error instanceof DatabaseError) say(stderr, databaseMessage(error));
  else if (error instanceof CloudError)
    say(stderr, error.code === undefined ? error.message : `${error.code}: ${error.message}`);
  else say(stderr, error instanceof Error ? error.message : String(error));
  return FAILED;
}

function databaseMessage({ severity, message, detail, hint }: DatabaseError): string {
  const lines = [`${severity ?? "ERROR"}: ${message}`];
  if (detail !== undefined) lines.push(`DETAIL: ${detail}`);
  if (hint !== undefined) lines.push(`HINT: ${hint}`);
  if (message.startsWith("PAM authentication failed")) {
    lines.push("HINT: the user must exist and be a member of rds_iam: CREATE USER name; GRANT rds_iam TO name");
  }
  if (/^extension "[^"]+" is not available$/.test(message)) {
    lines.push("HINT: local/README.md lists the extensions that the local cloud has, and those of RDS that it has not");
  }
  return lines.join("\n");
}

function say(stream: Writable, text: string): void {
  stream.write(`${text}\n`);
}
