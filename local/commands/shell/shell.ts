import { type Client, DatabaseError } from "pg";
import { describeCatalog } from "./describe";
import { isKnown, type MetaCommand, metaCommand, metaHelp, unknownMeta } from "./meta-command";
import { promptFor } from "./prompt";
import { StatementReader } from "./statement-reader";

/** What a conversation is led with. */
export interface ShellDeps {
  /** The name of the database, for the prompt. */
  readonly name: string;
  /** Opens a connection: the first one, and another where one was lost. Each is judged anew. */
  readonly connect: () => Promise<Client>;
  /** Asks the server to cancel what the connection runs. */
  readonly cancel: (client: Client) => Promise<void>;
  /** Where the connection leads. */
  readonly place: (client: Client) => Promise<string>;
  /** What is said first. */
  readonly greet: (client: Client) => Promise<string>;
  /** Runs one statement and answers what to print of it. */
  readonly run: (client: Client, statement: string) => Promise<string>;
  /** Remembers what was typed. */
  readonly remember: (typed: string) => void;
  readonly say: (text: string) => void;
  readonly complain: (error: unknown, statement?: string) => void;
}

/** A conversation with a database, line by line. It knows nothing of terminals. */
export class Shell {
  readonly #reader = new StatementReader();
  #client: Client;
  #isLost = false;
  #isTiming = false;
  #isRunning = false;
  #hasEnded = false;

  private constructor(
    private readonly deps: ShellDeps,
    client: Client,
  ) {
    this.#client = this.#watched(client);
  }

  /** @throws what `connect` throws where the first connection cannot be had. */
  static async open(deps: ShellDeps): Promise<Shell> {
    const client = await deps.connect();
    deps.say(await deps.greet(client));
    return new Shell(deps, client);
  }

  get prompt(): string {
    return promptFor(this.deps.name, this.#reader.open, this.#isLost ? null : this.#client.getTransactionStatus());
  }

  /** True after `\q`. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Takes a line, and has done all that it asks for when it resolves. */
  async take(line: string): Promise<void> {
    const { open } = this.#reader;
    const command = ["=", "-", "("].includes(open) ? metaCommand(line, open === "=") : undefined;
    if (command !== undefined) {
      this.deps.remember(line.trim());
      if (!this.#doneHere(command)) await this.#attempt(() => this.#ask(command));
      return;
    }
    for (const statement of this.#reader.take(line)) {
      this.deps.remember(statement);
      await this.#attempt(() => this.#run(statement), statement);
    }
  }

  /** Ctrl-C: cancels what runs, or forgets the statement begun. Answers which. */
  interrupt(): "cancelled" | "forgotten" {
    if (!this.#isRunning) {
      this.#reader.clear();
      return "forgotten";
    }
    this.deps.cancel(this.#client).catch((error: unknown) => {
      this.deps.complain(error);
    });
    return "cancelled";
  }

  async close(): Promise<void> {
    if (!this.#isLost) await this.#client.end();
  }

  #watched(client: Client): Client {
    client.once("end", () => {
      if (this.#client === client) this.#isLost = true;
    });
    return client;
  }

  /** Does what needs the server. An error is said, and the conversation goes on; a lost connection is replaced. */
  async #attempt(work: () => Promise<void>, statement?: string): Promise<void> {
    this.#isRunning = true;
    try {
      if (this.#isLost) await this.#reconnect("Nothing was run: repeat it.");
      else await work();
    } catch (error) {
      this.deps.complain(error, statement);
      if (!this.#isLost && (await this.#hasGoneWith(error))) await this.#reconnectOrSay();
    } finally {
      this.#isRunning = false;
    }
  }

  async #reconnectOrSay(): Promise<void> {
    try {
      await this.#reconnect("Whether it was done is not known.");
    } catch (error) {
      this.deps.complain(error);
    }
  }

  /** The connection is judged anew, and a token made anew. */
  async #reconnect(consequence: string): Promise<void> {
    const wasInTransaction = this.#client.getTransactionStatus() !== "I";
    const lines = [`The connection to ${this.deps.name} was lost. ${consequence}`];
    if (wasInTransaction) lines.push("The transaction that was open is rolled back.");
    this.deps.say([...lines, "Connecting again:"].join("\n"));
    this.#client = this.#watched(await this.deps.connect());
    this.#isLost = false;
    this.deps.say(await this.deps.place(this.#client));
  }

  /** The last words of a server come a moment before the end of its connection. */
  async #hasGoneWith(error: unknown): Promise<boolean> {
    if (error instanceof DatabaseError && error.severity !== "FATAL") {
      await this.#answered();
      return this.#isLost;
    }
    for (let waits = 0; waits < 10 && !this.#isLost; waits += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return this.#isLost;
  }

  /** An error comes before the server says in what state it leaves the transaction, which the prompt shows. */
  async #answered(): Promise<void> {
    // Nothing to run is no statement, and so taken in a transaction that has failed too. That the connection is lost is told by its end.
    await this.#client.query("").catch(() => undefined);
  }

  async #run(statement: string): Promise<void> {
    const started = performance.now();
    try {
      this.deps.say(await this.deps.run(this.#client, statement));
    } finally {
      if (this.#isTiming) this.deps.say(`Time: ${(performance.now() - started).toFixed(3)} ms`);
    }
  }

  /** What a command asks the server for. */
  async #ask(command: MetaCommand): Promise<void> {
    const answer = command.name === "conninfo" ? this.deps.place(this.#client) : describeCatalog(this.#client, command);
    this.deps.say(await answer);
  }

  /** Does a command that needs no server; false where it needs one. */
  #doneHere(command: MetaCommand): boolean {
    const { name, argument } = command;
    if (!isKnown(command)) this.deps.say(unknownMeta(command));
    else if (name === "q") this.#hasEnded = true;
    else if (name === "?") this.deps.say(metaHelp());
    else if (name === "r") this.#forget();
    else if (name === "timing") this.#setTiming(argument);
    else return false;
    return true;
  }

  #forget(): void {
    this.#reader.clear();
    this.deps.say("The statement begun is forgotten.");
  }

  #setTiming(argument: string | undefined): void {
    if (argument !== undefined && !["on", "off"].includes(argument)) {
      this.deps.say(`\\timing takes on or off, got "${argument}"`);
      return;
    }
    this.#isTiming = argument === undefined ? !this.#isTiming : argument === "on";
    this.deps.say(`Timing is ${this.#isTiming ? "on" : "off"}.`);
  }
}
