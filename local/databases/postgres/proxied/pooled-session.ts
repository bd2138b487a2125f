import type { Duplex } from "node:stream";
import { BorrowTimeout } from "../../connection-pool";
import { lastWord } from "../../last-word";
import { fatal } from "../messages";
import { MessageSplitter } from "./message-splitter";
import { pinReason } from "./pinning";
import type { ProxyLimits, ProxyPools } from "./proxy-pools";
import { type ServerConnection, ServerRefused } from "./server-connection";

const typeOf = (letter: string): number => letter.charCodeAt(0);
const TERMINATE = typeOf("X");
const READY = typeOf("Z");
const SYNC = typeOf("S");
/** Each is answered by one ReadyForQuery: Query, FunctionCall, Sync. */
const ANSWERED: readonly (number | undefined)[] = ["Q", "F", "S"].map(typeOf);
/** Of the extended protocol, to be followed by Sync: Parse, Bind, Describe, Execute, Close, Flush. */
const UNSYNCED: readonly (number | undefined)[] = ["P", "B", "D", "E", "C", "H"].map(typeOf);
const IDLE = typeOf("I");

/** What a session needs of the login before it. */
export interface PooledClient {
  readonly stream: Duplex;
  readonly startup: Buffer;
  readonly limits: ProxyLimits;
  readonly onPinned: (reason: string) => void;
}

/**
 * A client that has logged in to a proxy: it has a connection to the server from its first message to the end of the
 * transaction, then another may have it, unless something ties the two together (pinning).
 */
export class PooledSession {
  readonly #splitter = new MessageSplitter();
  #server: ServerConnection | undefined;
  /** How many ReadyForQuery are to come. */
  #awaited = 0;
  #unsynced = false;
  #inTransaction = false;
  #pinned = false;

  constructor(
    private readonly client: PooledClient,
    private readonly pools: ProxyPools,
  ) {}

  /** The connection a cancel request is for; undefined where nothing runs. */
  get server(): ServerConnection | undefined {
    return this.#server;
  }

  /** Resolves when the client has gone. */
  async run(): Promise<void> {
    const { stream } = this.client;
    try {
      for await (const bytes of stream.iterator({ destroyOnReturn: false })) {
        for (const message of this.#splitter.feed(bytes as Buffer)) {
          if (message[0] === TERMINATE) return;
          await this.#fromClient(message);
        }
      }
    } catch (error) {
      this.#tell(error);
    } finally {
      this.#leave();
      lastWord(stream);
    }
  }

  async #fromClient(message: Buffer): Promise<void> {
    this.#server ??= await this.#acquire();
    const [type] = message;
    if (ANSWERED.includes(type)) this.#awaited += 1;
    if (UNSYNCED.includes(type)) this.#unsynced = true;
    if (type === SYNC) this.#unsynced = false;
    const reason = this.#pinned ? undefined : pinReason(message);
    if (reason !== undefined) {
      this.#pinned = true;
      this.client.onPinned(reason);
    }
    await this.#server.send(message);
  }

  async #acquire(): Promise<ServerConnection> {
    const { startup, limits, stream } = this.client;
    const server = await this.pools.acquire(startup, limits);
    server.listener = {
      message: (said) => {
        this.#fromServer(server, said);
      },
      gone: () => {
        this.#server = undefined;
        lastWord(stream);
      },
    };
    return server;
  }

  #fromServer(server: ServerConnection, message: Buffer): void {
    const { stream } = this.client;
    if (!stream.write(message)) {
      server.pause();
      stream.once("drain", () => {
        server.resume();
      });
    }
    if (message[0] !== READY) return;
    this.#awaited -= 1;
    this.#inTransaction = message[5] !== IDLE;
    if (this.#inTransaction || this.#awaited > 0 || this.#unsynced || this.#pinned) return;
    this.#server = undefined;
    server.resume();
    this.pools.release(server, this.client.startup, this.client.limits);
  }

  /** What is on a connection in the middle of something, or of a pinned session, is nobody else's. */
  #leave(): void {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    server.listener = undefined;
    server.close();
  }

  #tell(error: unknown): void {
    const { stream } = this.client;
    if (error instanceof ServerRefused) stream.write(error.answer);
    // SQLSTATE "too many connections".
    if (error instanceof BorrowTimeout) stream.write(fatal("53300", error.message));
  }
}
