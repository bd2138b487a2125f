import { ConnectionPool, type PoolLimits } from "../../connection-pool";
import type { PostgresServer } from "../server";
import { ServerConnection } from "./server-connection";

/** How many connections a proxy may have, and what each begins with. */
export interface ProxyLimits extends PoolLimits {
  readonly initQuery?: string | undefined;
  /** Has the server's catalogue show whom a new connection serves; returns what ends that. */
  readonly note: (processId: number) => () => void;
}

/** Of how many different startup messages the server's answer is remembered. */
const MOST_SETTINGS = 100;

/** A client's session, and the connection it has at this moment. */
interface Cancellable {
  readonly server: ServerConnection | undefined;
}

/** The connections of one proxy to one server; those with the same startup message are alike. */
export class ProxyPools {
  readonly #pool = new ConnectionPool<ServerConnection>();
  /** By startup message, what the server said of its settings. */
  readonly #settings = new Map<string, readonly Buffer[]>();
  /** By what a client was told to cancel with. */
  readonly sessions = new Map<string, Cancellable>();

  constructor(private readonly server: PostgresServer) {}

  /**
   * The server's settings, as it tells whoever logs in: known from an earlier connection, so that a login does not wait
   * for a free one. @throws ServerRefused, BorrowTimeout
   */
  async settings(startup: Buffer, limits: ProxyLimits): Promise<readonly Buffer[]> {
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
  acquire(startup: Buffer, limits: ProxyLimits): Promise<ServerConnection> {
    return this.#pool.acquire({ key: keyOf(startup), limits, open: () => this.#connect(startup, limits) });
  }

  /** Gives back a connection without a transaction or a session's state on it. */
  release(connection: ServerConnection, startup: Buffer, limits: ProxyLimits): void {
    connection.listener = undefined;
    this.#pool.release(connection, keyOf(startup), limits);
  }

  async #connect(startup: Buffer, limits: ProxyLimits): Promise<ServerConnection> {
    const connection = await ServerConnection.open(this.server.socket, startup, limits.initQuery);
    connection.whenClosed(limits.note(connection.processId));
    return connection;
  }
}

function keyOf(startup: Buffer): string {
  return startup.toString("latin1");
}
