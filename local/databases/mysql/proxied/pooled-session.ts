import type { Duplex } from "node:stream";
import { ByteReader, ProtocolError } from "../../byte-reader";
import { BorrowTimeout, type ConnectionPool, type PoolLimits } from "../../connection-pool";
import { joinThrough } from "../../join";
import { lastWord } from "../../last-word";
import { CommandFilter } from "../command-filter";
import {
  CHANGE_USER,
  FIELD_LIST,
  INIT_DB,
  PING,
  QUERY,
  QUIT,
  RESET_CONNECTION,
  SEVERAL,
  STATISTICS,
} from "../commands";
import { iamStatement } from "../iam-statement";
import { LoginError } from "../login-error";
import { errorBody, okBody, packet } from "../packets";
import { LONGEST_TEXT, pinReason, trackedIn } from "./pinning";
import type { AnswerKind } from "./response-scanner";
import { type ServerConnection, ServerRefused } from "./server-connection";
import { SessionState } from "./session-state";

const UNKNOWN_COMMAND = { code: 1047, state: "08S01", message: "Unknown command" };

/** Commands that are answered, and leave nothing behind. */
const answered: ReadonlyMap<number | undefined, AnswerKind> = new Map([
  [QUERY, "results"],
  [INIT_DB, "results"],
  [FIELD_LIST, "columns"],
  [STATISTICS, "text"],
] as const);

/** What a session needs of the login before it. */
export interface PooledClient {
  readonly stream: Duplex;
  readonly pool: ConnectionPool<ServerConnection>;
  /** All that log in alike have one. */
  readonly key: string;
  readonly limits: PoolLimits;
  readonly open: () => Promise<ServerConnection>;
  readonly database: string | undefined;
  readonly readOnly: boolean;
  readonly excludesSets: boolean;
  readonly onPinned: (reason: string) => void;
}

/**
 * A client that has logged in to a proxy: it has a connection to the server from a command on to the end of the transaction, then
 * another may have it, unless something ties the two together (pinning).
 */
export class PooledSession {
  readonly #reader: ByteReader;
  readonly #state: SessionState;
  #server: ServerConnection | undefined;
  #last: ServerConnection | undefined;

  constructor(private readonly client: PooledClient) {
    this.#reader = new ByteReader(client.stream);
    this.#state = new SessionState(client.database);
  }

  /** Resolves when the client has gone. */
  async run(): Promise<void> {
    const { stream } = this.client;
    try {
      while (await this.#command());
    } catch (error) {
      this.#tell(error);
    } finally {
      // What is in the middle of something, or of a pinned session, is nobody else's.
      this.#server?.close();
      lastWord(stream);
    }
  }

  /** Answers whether there may be another one. */
  async #command(): Promise<boolean> {
    const head = await this.#reader.take(4);
    const length = head.readUIntLE(0, 3);
    if (length > LONGEST_TEXT) return this.#pin(head, "The statement is longer than 16 KB");
    const body = await this.#reader.take(length);
    switch (body[0]) {
      case QUIT:
        return false;
      case PING:
        return this.#say(okBody());
      case CHANGE_USER:
      case SEVERAL:
        return this.#say(errorBody(UNKNOWN_COMMAND));
      case RESET_CONNECTION:
        return this.#reset();
      default:
        return this.#run(head, body);
    }
  }

  async #run(head: Buffer, body: Buffer): Promise<boolean> {
    const kind = answered.get(body[0]);
    const reason = kind === undefined || kind === "results" ? this.#pinReason(body) : undefined;
    if (kind === undefined || reason !== undefined) return this.#pin(Buffer.concat([head, body]), reason ?? "");
    const server = (this.#server ??= await this.#acquire());
    const command = packet(head.readUInt8(3), worded(body));
    const answer = await server.exchange(command, kind, this.client.stream);
    const tracked = answer.hasFailed ? undefined : trackedIn(body);
    if (tracked !== undefined) {
      this.#state.keep(tracked);
      server.is(this.#state);
    }
    // An error does not say whether a transaction is open: whoever had one has one.
    this.#isInTransaction = answer.inTransaction ?? this.#isInTransaction;
    if (!this.#isInTransaction) this.#release(server);
    return true;
  }

  #isInTransaction = false;

  /** A session that began without a database cannot be put back to none. */
  #pinReason(body: Buffer): string | undefined {
    const { database, excludesSets } = this.client;
    if (database === undefined && trackedIn(body)?.what === "database") return "A database was chosen";
    return pinReason(body, excludesSets);
  }

  /** From here on the two are joined, whatever is said. */
  async #pin(begun: Buffer, reason: string): Promise<boolean> {
    const { stream, onPinned, readOnly } = this.client;
    const server = (this.#server ??= await this.#acquire());
    onPinned(reason);
    stream.unshift(begun);
    await joinThrough(stream, new CommandFilter(readOnly), server.stream);
    return false;
  }

  #reset(): boolean {
    // With it goes what an open transaction has done.
    this.#server?.close();
    this.#server = undefined;
    this.#isInTransaction = false;
    this.#state.reset();
    return this.#say(okBody());
  }

  async #acquire(): Promise<ServerConnection> {
    const { pool, key, limits, open, stream } = this.client;
    const server = await pool.acquire({ key, limits, open, preferred: this.#last });
    this.#last = server;
    if (stream.destroyed) {
      this.#release(server);
      throw new ProtocolError("the client went away");
    }
    try {
      await server.become(this.#state);
      return server;
    } catch (error) {
      server.close();
      throw error;
    }
  }

  #release(server: ServerConnection): void {
    const { pool, key, limits } = this.client;
    this.#server = undefined;
    server.idle();
    pool.release(server, key, limits);
  }

  #say(body: Buffer): boolean {
    this.client.stream.write(packet(1, body));
    return true;
  }

  #tell(error: unknown): void {
    if (error instanceof ServerRefused) this.#say(error.body);
    if (error instanceof LoginError) this.#say(errorBody(error));
    if (error instanceof BorrowTimeout) {
      this.#say(timedOut(error));
    }
  }
}

/** RDS user guide, "Troubleshooting for RDS Proxy": its own number for it. */
export function timedOut({ message }: BorrowTimeout): Buffer {
  return errorBody({ code: 9501, state: "HY000", message });
}

/** Statements that make logins by token, in MariaDB's words. */
function worded(body: Buffer): Buffer {
  if (body[0] !== QUERY) return body;
  const text = body.toString("latin1", 1);
  const changed = iamStatement(text);
  return changed === text ? body : Buffer.concat([body.subarray(0, 1), Buffer.from(changed, "latin1")]);
}
