import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { DatabaseClient } from "../../local/client/database-client";
import { runningCloud } from "../../local/cloud/ensure-cloud";
import { run } from "../../local/commands/connect";
import type { LoginState } from "../../local/databases/engine";
import type { Sandbox } from "../../tests/end-to-end/sandbox";

type Outputs = Readonly<Record<string, unknown>>;

/** Connects as `npm run local -- connect` does, in this process: a hundred connections ask each stack for its outputs once. */
export class MatrixCloud {
  readonly #outputs = new Map<string, Promise<Outputs>>();

  private constructor(
    private readonly sandbox: Sandbox,
    private readonly socket: string,
  ) {}

  static async of(sandbox: Sandbox): Promise<MatrixCloud> {
    const running = await runningCloud(sandbox.state);
    if (running === undefined) throw new Error("the local cloud of the matrix does not run");
    return new MatrixCloud(sandbox, running.socket);
  }

  outputs(stack: string): Promise<Outputs> {
    const known = this.#outputs.get(stack) ?? (this.sandbox.outputs(stack) as Promise<Outputs>);
    this.#outputs.set(stack, known);
    return known;
  }

  /** Runs SQL as a stack's client; rows are printed as JSON. */
  async connect(stack: string, database: string, sql: string, more: readonly string[] = []) {
    const printed = new PassThrough();
    const output = text(printed);
    const code = await run(["--as", stack, "--database", database, "--json", "--sql", sql, ...more], {
      cloudSocket: this.socket,
      stackOutputs: (name) => this.outputs(name),
      stdin: Readable.from([]),
      stdout: printed,
      stderr: printed,
    });
    printed.end();
    return { code, output: await output };
  }

  /** A database as the consumer's clients know it. */
  async database(name: string): Promise<KnownDatabase> {
    const { databases } = (await this.outputs("consumer")) as { databases: Readonly<Record<string, KnownDatabase>> };
    const found = databases[name];
    if (found === undefined) throw new Error(`the consumer's stack knows no database ${name}`);
    return found;
  }

  /** What runs it, such as `PostgreSQL 18.4`. */
  serverOf(name: string): Promise<string> {
    return this.#ask(name, async (client, address) => (await client.instance(address)).serverVersion ?? "none");
  }

  loginState(name: string): Promise<LoginState | undefined> {
    return this.#ask(name, async (client, address, user) => (await client.loginFinding(address, user)).state);
  }

  async #ask<Answer>(
    name: string,
    question: (client: DatabaseClient, address: string, user: string) => Promise<Answer>,
  ): Promise<Answer> {
    const { address, loginUser } = await this.database(name);
    const client = new DatabaseClient(this.socket);
    try {
      return await question(client, address, loginUser);
    } finally {
      client.close();
    }
  }
}

interface KnownDatabase {
  readonly address: string;
  readonly engine: string;
  readonly databaseName: string;
  readonly loginUser: string;
}
