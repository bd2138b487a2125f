import type { Socket } from "node:net";
import { openServer } from "../../open-server";
import { query } from "../messages";
import { MessageSplitter } from "./message-splitter";

/** The server refused a connection: its own message, to be passed on. */
export class ServerRefused extends Error {
  override readonly name = "ServerRefused" as const;
  constructor(readonly answer: Buffer) {
    super("the database refused the proxy's connection");
  }
}

/** Who hears what the server says. */
export interface ServerListener {
  message(message: Buffer): void;
  /** The connection is gone. */
  gone(): void;
}

const [ERROR, STATUS, KEY_DATA, READY] = ["E", "S", "K", "Z"].map((type) => type.charCodeAt(0));

/** A proxy's connection to the server, logged in and idle, for one client after the other. */
export class ServerConnection {
  /** ParameterStatus messages, for whoever logs in to the proxy. */
  readonly #statuses: Buffer[] = [];
  readonly #splitter = new MessageSplitter();
  #listener: ServerListener | undefined;
  #processId = 0;
  #key = Buffer.alloc(0);

  private constructor(private readonly socket: Socket) {}

  /** @param startup the startup message. @throws ServerRefused */
  static async open(path: string, startup: Buffer, initQuery?: string): Promise<ServerConnection> {
    const connection = new ServerConnection(await openServer(path));
    connection.socket.on("data", (bytes) => {
      connection.#hear(bytes);
    });
    connection.socket.once("close", () => {
      connection.#listener?.gone();
    });
    await connection.#ready(startup);
    if (initQuery !== undefined) await connection.#ready(query(initQuery));
    return connection;
  }

  get statuses(): readonly Buffer[] {
    return this.#statuses;
  }

  get processId(): number {
    return this.#processId;
  }

  get key(): Buffer {
    return this.#key;
  }

  get isOpen(): boolean {
    return !this.socket.destroyed && this.socket.readable;
  }

  /** Undefined: nobody, for what lies in the pool, which keeps no process alive. */
  set listener(listener: ServerListener | undefined) {
    this.#listener = listener;
    if (listener === undefined) this.socket.unref();
    else this.socket.ref();
  }

  /** Resolves when more can be sent. */
  async send(message: Buffer): Promise<void> {
    if (this.socket.write(message) || this.socket.destroyed) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.socket.off("drain", done).off("close", done);
        resolve();
      };
      this.socket.on("drain", done).on("close", done);
    });
  }

  whenClosed(hear: () => void): void {
    if (this.socket.destroyed) hear();
    else this.socket.once("close", hear);
  }

  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  close(): void {
    this.socket.destroy();
  }

  #hear(bytes: Buffer): void {
    for (const message of this.#splitter.feed(bytes)) {
      const [type] = message;
      if (type === STATUS) this.#remember(message);
      if (type === KEY_DATA) {
        this.#processId = message.readInt32BE(5);
        this.#key = Buffer.from(message.subarray(9));
      }
      this.#listener?.message(message);
    }
  }

  /** Of one parameter the newest value. */
  #remember(message: Buffer): void {
    const nameOf = (status: Buffer): string => status.toString("utf8", 5, status.indexOf(0, 5));
    const before = this.#statuses.findIndex((it) => nameOf(it) === nameOf(message));
    if (before === -1) this.#statuses.push(Buffer.from(message));
    else this.#statuses[before] = Buffer.from(message);
  }

  #ready(message: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void => {
        this.listener = undefined;
        this.close();
        reject(error);
      };
      this.listener = {
        message: (said) => {
          if (said[0] === ERROR) fail(new ServerRefused(Buffer.from(said)));
          if (said[0] !== READY) return;
          this.listener = undefined;
          resolve();
        },
        gone: () => {
          fail(new Error("the database server closed the connection"));
        },
      };
      this.socket.write(message);
    });
  }
}
