import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { DatabaseClient } from "../../local/client/database-client";
import { type Forward, openForward } from "../../local/client/open-forward";
import { readStackOutputs, type StackClient } from "../../local/client/stack-databases";
import { shellWord } from "../../stacks/snippets/shell-word";
import type { Ended } from "../end-to-end/sandbox";
import { CALLER, openSts, type StsEndpoint } from "./sts-endpoint";

type Outputs = Readonly<Record<string, any>>;

/** Where a snippet's program runs: in a folder, as a command with arguments. */
export interface Run {
  readonly command: readonly string[];
  readonly folder: string;
  /** Variables beside those of the database's environment, which they replace. */
  readonly env?: Readonly<Record<string, string>>;
  /** Default: the text of the stack's output. */
  readonly environment?: string;
}

/**
 * A machine of the consumer's as its programs see one: credentials of the account, the certificates at home, and a way to
 * each database, here a forwarded port. Nothing of the caller's AWS configuration gets in.
 */
export class ConsumerMachine {
  readonly home = mkdtempSync(join(tmpdir(), "lattice-db-consumer-"));
  readonly #forwards = new Map<string, { readonly forward: Forward; readonly port: number }>();

  private constructor(
    readonly cloudSocket: string,
    readonly outputs: Outputs,
    readonly sts: StsEndpoint,
    readonly stack: StackClient,
  ) {
    chmodSync(this.home, 0o700);
  }

  /** @param outputs Of the consumer's stack. */
  static async open(cloudSocket: string, outputs: Outputs): Promise<ConsumerMachine> {
    const stack = readStackOutputs("consumer", outputs);
    const sts = await openSts(cloudSocket, stack.client.account);
    const machine = new ConsumerMachine(cloudSocket, outputs, sts, stack);
    const cloud = new DatabaseClient(cloudSocket);
    // Where the environment looks before it fetches any: on AWS others are right, and here nothing is fetched.
    for (const name of Object.keys(stack.databases)) {
      writeFileSync(machine.trusted(name).DATABASE_CA_FILE, await cloud.trust());
    }
    cloud.close();
    return machine;
  }

  /** Runs a program after sourcing a database's environment, as its consumer would. */
  async run(database: string, { command, folder, env = {}, environment }: Run): Promise<Ended> {
    const port = String(await this.#portTo(database));
    const file = join(this.home, `${database}.env`);
    const replaced = Object.entries({ DATABASE_HOST: "127.0.0.1", DATABASE_HOST_PORT: port, ...env });
    const lines = replaced.map(([name, value]) => `export ${name}=${shellWord(value)}\n`);
    writeFileSync(file, [environment ?? this.outputs["snippets"][database].environment, ...lines].join(""));
    return end(["sh", "-c", `set -eu; . "$0"; exec "$@"`, file, ...command], folder, {
      PATH: process.env["PATH"],
      HOME: this.home,
      ...CALLER,
      AWS_ENDPOINT_URL_STS: this.sts.url,
      AWS_EC2_METADATA_DISABLED: "true",
    });
  }

  /** The file of certificates that a database's environment names. */
  trusted(database: string) {
    const { caBundleUrl } = this.outputs["databases"][database];
    return { DATABASE_CA_FILE: join(this.home, basename(caBundleUrl)) };
  }

  async #portTo(database: string): Promise<number> {
    const open = this.#forwards.get(database);
    if (open !== undefined) return open.port;
    const to = this.stack.databases[database];
    if (to === undefined) throw new Error(`the consumer knows no database "${database}"`);
    const forward = await openForward(this.cloudSocket, this.stack.client, to, [0]);
    const reports = forward.reports[Symbol.asyncIterator]();
    const first = await reports.next();
    if (first.done === true) throw new Error(`no port is forwarded to "${database}"`);
    const { port } = first.value;
    this.#forwards.set(database, { forward, port });
    return port;
  }

  async close(): Promise<void> {
    for (const { forward } of this.#forwards.values()) forward.close();
    await this.sts.close();
    rmSync(this.home, { recursive: true, force: true });
  }
}

function end([command = "", ...args]: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (chunk: Buffer): void => void (output += chunk.toString("utf8"));
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}
