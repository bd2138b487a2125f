import type { Connection } from "mysql2/promise";
import { isMysqlSaid } from "../../client/mysql-client";
import { MysqlReader } from "./mysql-reader";
import type { Conversation } from "./terminal";

/** What a conversation with a MySQL or MariaDB database is led with. */
export interface MysqlShellDeps {
  /** Opens a connection: the first one, and another where one was lost. Each is judged anew. */
  readonly connect: () => Promise<Connection>;
  /** Asks the server to cancel what the connection runs. */
  readonly cancel: (connection: Connection) => Promise<void>;
  /** Where the connection leads. */
  readonly place: (connection: Connection) => Promise<string>;
  /** Runs one statement and answers what to print of it. */
  readonly run: (connection: Connection, statement: string, isVertical: boolean) => Promise<string>;
  /** Remembers what was typed. */
  readonly remember: (typed: string) => void;
  readonly say: (text: string) => void;
  readonly complain: (error: unknown) => void;
}

const HELP = [
  "A statement ends with ;, \\g or \\G (rows as lists); until then it goes on over lines. Ctrl-C cancels a statement that runs.",
  "  help, \\h, \\?     this help",
  "  quit, exit, \\q   leave (so does Ctrl-D)",
  "  clear, \\c        forget the statement begun (so does Ctrl-C)",
  "  status, \\s       where this is connected to, and as whom",
  "  delimiter X      what ends a statement, for procedures",
  "What there is the server says: SHOW DATABASES; SHOW TABLES; DESCRIBE table; SHOW CREATE TABLE table; USE database;",
].join("\n");

const COMMANDS: Readonly<Record<string, "help" | "quit" | "clear" | "status">> = {
  ...{ help: "help", "\\h": "help", "\\?": "help", "?": "help" },
  ...{ quit: "quit", exit: "quit", "\\q": "quit", clear: "clear", "\\c": "clear", status: "status", "\\s": "status" },
};

/** A conversation with a MySQL or MariaDB database, as `mysql` leads it. It knows nothing of terminals. */
export class MysqlShell implements Conversation {
  readonly #reader = new MysqlReader();
  #connection: Connection;
  #isLost = false;
  #isRunning = false;
  #hasEnded = false;

  private constructor(
    private readonly deps: MysqlShellDeps,
    connection: Connection,
  ) {
    this.#connection = this.#watched(connection);
  }

  /** @throws what `connect` throws where the first connection cannot be had. */
  static async open(deps: MysqlShellDeps): Promise<MysqlShell> {
    const connection = await deps.connect();
    deps.say([await deps.place(connection), "A statement ends with ;   \\h for help, \\q to leave."].join("\n"));
    return new MysqlShell(deps, connection);
  }

  get prompt(): string {
    const { open } = this.#reader;
    if (open !== "") return `${open.padStart("mysql".length)}> `;
    return this.#isLost ? "mysql (not connected)> " : "mysql> ";
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Takes a line, and has done all that it asks for when it resolves. */
  async take(line: string): Promise<void> {
    const typed = line.trim().replace(/;$/, "");
    const { open } = this.#reader;
    const isFree = open === "" || open === "-";
    const command = isFree && (open === "" || typed.startsWith("\\")) ? COMMANDS[typed.toLowerCase()] : undefined;
    const delimiter = open === "" ? /^delimiter\s+(\S+)$/i.exec(line.trim())?.[1] : undefined;
    if (command !== undefined) await this.#do(command);
    else if (delimiter !== undefined) this.#reader.delimiter = delimiter;
    else await this.#read(line);
  }

  /** Ctrl-C: cancels what runs, or forgets the statement begun. Answers which. */
  interrupt(): "cancelled" | "forgotten" {
    if (!this.#isRunning) {
      this.#reader.clear();
      return "forgotten";
    }
    this.deps.cancel(this.#connection).catch((error: unknown) => {
      this.deps.complain(error);
    });
    return "cancelled";
  }

  async close(): Promise<void> {
    if (!this.#isLost) await this.#connection.end();
  }

  async #read(line: string): Promise<void> {
    for (const { text, isVertical } of this.#reader.take(line)) {
      this.deps.remember(isVertical ? `${text}\\G` : `${text};`);
      await this.#attempt(async () => {
        this.deps.say(await this.deps.run(this.#connection, text, isVertical));
      });
    }
  }

  async #do(command: "help" | "quit" | "clear" | "status"): Promise<void> {
    if (command === "help") this.deps.say(HELP);
    else if (command === "quit") this.#hasEnded = true;
    else if (command === "clear") this.#reader.clear();
    else
      await this.#attempt(async () => {
        this.deps.say(await this.deps.place(this.#connection));
      });
  }

  /** Does what needs the server. An error is said, and the conversation goes on; a lost connection is replaced. */
  async #attempt(work: () => Promise<void>): Promise<void> {
    this.#isRunning = true;
    try {
      if (this.#isLost) await this.#reconnect();
      await work();
    } catch (error) {
      this.deps.complain(error);
      // What the server says leaves the connection; all else has ended it.
      if (!isMysqlSaid(error)) this.#isLost = true;
    } finally {
      this.#isRunning = false;
    }
  }

  /** The connection is judged anew, and a token made anew. */
  async #reconnect(): Promise<void> {
    this.deps.say("The connection was lost, and what was open on it is rolled back. Connecting again:");
    this.#connection = this.#watched(await this.deps.connect());
    this.#isLost = false;
    this.deps.say(await this.deps.place(this.#connection));
  }

  #watched(connection: Connection): Connection {
    connection.on("error", () => {
      if (this.#connection === connection) this.#isLost = true;
    });
    return connection;
  }
}
