import type { PostgresServer } from "../server";
import { ServerConnection } from "./server-connection";

/** How many connections a proxy may have, and how its clients wait for one. */
export interface PoolLimits {
  readonly most: number;
  readonly mostIdle: number;
  readonly borrowTimeoutMs: number;
  readonly initQuery?: string | undefined;
  /** Has the server's catalogue show whom a new connection serves; returns what ends that. */
  readonly note: (processId: number) => () => void;
}

/** Nobody gave a connection back in time. */
export class BorrowTimeout extends Error {
  override readonly name = "BorrowTimeout" as const;
}

/** Of how many different startup messages the server's answer is remembered. */
const MOST_SETTINGS = 100;

/** A client's session, and the connection it has at this moment. */
interface Cancellable {
  readonly server: ServerConnection | undefined;
}

interface Waiting {
  readonly startup: Buffer;
  readonly limits: PoolLimits;
  readonly resolve: (connection: Promise<ServerConnection>) => void;
}

/** The connections of one proxy to one server; those with the same startup message are alike. */
export class ProxyPools {
  /** By startup message, the most recently used last. */
  readonly #idle = new Map<string, ServerConnection[]>();
  readonly #waiting: Waiting[] = [];
  /** By startup message, what the server said of its settings. */
  readonly #settings = new Map<string, readonly Buffer[]>();
  /** By what a client was told to cancel with. */
  readonly sessions = new Map<string, Cancellable>();
  #open = 0;

  constructor(private readonly server: PostgresServer) {}

  /**
   * The server's settings, as it tells whoever logs in: known from an earlier connection, so that a login does not wait
   * for a free one. @throws ServerRefused, BorrowTimeout
   */
  async settings(startup: Buffer, limits: PoolLimits): Promise<readonly Buffer[]> {
    const known = this.#settings.get(keyOf(startup));
    if (known !== undefined) return known;
    const connection = await this.acquire(startup, limits);
    const settings = [...connection.statuses];
    this.release(connection, startup, limits);
    const [oldest] = this.#settings.keys();
    if (oldest !== undefined && this.#settings.size >= MOST_SETTINGS) this.#settings.delete(oldest);
    this.#settings.set(keyOf(startup), settings);
    return settings;
  }

  /** @throws ServerRefused, BorrowTimeout */
  acquire(startup: Buffer, limits: PoolLimits): Promise<ServerConnection> {
    // The limit may be lower than it was.
    for (let over = this.#open - limits.most; over > 0 && this.#closeAnIdle(); over--);
    const idle = this.#takeIdle(keyOf(startup));
    if (idle !== undefined) return Promise.resolve(idle);
    if (this.#open < limits.most || this.#closeAnIdle()) return this.#connect(startup, limits);
    return this.#wait(startup, limits);
  }

  /** Gives back a connection without a transaction or a session's state on it. */
  release(connection: ServerConnection, startup: Buffer, limits: PoolLimits): void {
    connection.listener = undefined;
    if (!connection.isOpen) return;
    const [next] = this.#waiting;
    if (next !== undefined && keyOf(next.startup) === keyOf(startup)) {
      this.#waiting.shift();
      next.resolve(Promise.resolve(connection));
      return;
    }
    if (next !== undefined || this.#idleCount() >= limits.mostIdle) {
      connection.close();
      return;
    }
    const key = keyOf(startup);
    this.#idle.set(key, [...(this.#idle.get(key) ?? []), connection]);
  }

  #takeIdle(key: string): ServerConnection | undefined {
    const idle = this.#idle.get(key) ?? [];
    for (let connection = idle.pop(); connection !== undefined; connection = idle.pop()) {
      if (connection.isOpen) return connection;
    }
    this.#idle.delete(key);
    return undefined;
  }

  /** Makes room for another kind; answers whether there was one. */
  #closeAnIdle(): boolean {
    for (const key of this.#idle.keys()) {
      const connection = this.#takeIdle(key);
      if (connection === undefined) continue;
      connection.close();
      return true;
    }
    return false;
  }

  #idleCount(): number {
    return [...this.#idle.values()].reduce((sum, { length }) => sum + length, 0);
  }

  async #connect(startup: Buffer, limits: PoolLimits): Promise<ServerConnection> {
    this.#open += 1;
    try {
      const connection = await ServerConnection.open(this.server.socket, startup, limits.initQuery);
      const forget = limits.note(connection.processId);
      connection.whenClosed(() => {
        forget();
        this.#ended();
      });
      return connection;
    } catch (error) {
      this.#ended();
      throw error;
    }
  }

  /** There is room for whoever waits. */
  #ended(): void {
    this.#open -= 1;
    const next = this.#waiting.shift();
    if (next !== undefined) next.resolve(this.#connect(next.startup, next.limits));
  }

  #wait(startup: Buffer, limits: PoolLimits): Promise<ServerConnection> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        startup,
        limits,
        resolve: (connection) => {
          clearTimeout(timer);
          resolve(connection);
        },
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(new BorrowTimeout("Timed-out waiting to acquire database connection"));
      }, limits.borrowTimeoutMs);
      this.#waiting.push(waiting);
    });
  }
}

function keyOf(startup: Buffer): string {
  return startup.toString("latin1");
}
