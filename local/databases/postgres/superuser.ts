import { Client, type ClientBase, type ClientConfig, DatabaseError, Pool } from "pg";
import { SUPERUSER, WORK_DATABASE } from "./roles";

/** PostgreSQL keeps three connections back for its superuser: one more than these, for starts and changes. */
const POOL_CONNECTIONS = 2;
const CONNECT_WITHIN_MS = 10_000;

/** A parameter group's limits are for its users. */
const UNLIMITED = ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"];

/** The server ended the connection: it was told to, or another of its processes had crashed. */
const ENDED = new Set(["57P01", "57P02", "57P05"]);
const CANNOT_CONNECT_NOW = "57P03";

/** One connection of the internal superuser to a server on a unix socket in `folder`, for as long as `work` takes. */
export async function asSuperuser<T>(
  folder: string,
  database: string,
  work: (client: ClientBase) => Promise<T>,
): Promise<T> {
  const client = new Client(config(folder, database));
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The connections over which the internal superuser looks things up in its own database. They stay open. */
export class SuperuserPool {
  readonly #pool: Pool;

  constructor(folder: string) {
    const options = UNLIMITED.map((name) => `-c ${name}=0`).join(" ");
    this.#pool = new Pool({ ...config(folder, WORK_DATABASE), options, max: POOL_CONNECTIONS, idleTimeoutMillis: 0 });
    // Without a listener, a connection that breaks while it is idle would end the process; the next work opens another.
    this.#pool.on("error", () => undefined);
  }

  async run<T>(work: (client: ClientBase) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    // A broken connection fails the statement under way.
    const ignore = (): void => undefined;
    client.on("error", ignore);
    let broken = false;
    try {
      return await work(client);
    } catch (error) {
      broken = isLost(error);
      throw error;
    } finally {
      client.off("error", ignore);
      client.release(broken);
    }
  }

  /** Lets the idle connections go, and the others after their work. */
  close(): void {
    void this.#pool.end();
  }
}

/** Whether the connection broke, rather than that the server refused the statement or the login. */
export function isLost(error: unknown): boolean {
  return !(error instanceof DatabaseError) || ENDED.has(error.code ?? "");
}

/** Whether a server that answers a new connection with this is there: full counts, starting up or shutting down not. */
export function isThere(error: unknown): boolean {
  return error instanceof DatabaseError && error.code !== CANNOT_CONNECT_NOW;
}

function config(folder: string, database: string): ClientConfig {
  return {
    host: folder,
    port: 5432,
    user: SUPERUSER,
    database,
    ssl: false,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
  };
}
