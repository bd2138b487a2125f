/** How many connections a proxy may have, and how its clients wait for one. */
export interface PoolLimits {
  readonly most: number;
  readonly mostIdle: number;
  readonly borrowTimeoutMs: number;
}

/** A connection to a database server, for one client after the other. */
export interface PooledConnection {
  readonly isOpen: boolean;
  close(): void;
  whenClosed(hear: () => void): void;
}

/** Nobody gave a connection back in time. */
export class BorrowTimeout extends Error {
  override readonly name = "BorrowTimeout" as const;
}

/** A connection that is wanted: those of one key are alike. */
export interface Wanted<C> {
  readonly key: string;
  readonly limits: PoolLimits;
  readonly open: () => Promise<C>;
  /** The one to have if it is free. */
  readonly preferred?: C | undefined;
}

interface Waiting<C> extends Wanted<C> {
  readonly resolve: (connection: Promise<C>) => void;
}

/** The connections of one proxy to one server. */
export class ConnectionPool<C extends PooledConnection> {
  /** By key, the most recently used last. */
  readonly #idle = new Map<string, C[]>();
  readonly #waiting: Waiting<C>[] = [];
  #open = 0;

  /** @throws BorrowTimeout, and what opening one throws. */
  acquire(wanted: Wanted<C>): Promise<C> {
    const { key, limits, preferred } = wanted;
    // The limit may be lower than it was.
    for (let over = this.#open - limits.most; over > 0 && this.#closeAnIdle(); over--);
    const idle = this.#takeIdle(key, preferred);
    if (idle !== undefined) return Promise.resolve(idle);
    if (this.#open < limits.most || this.#closeAnIdle()) return this.#connect(wanted);
    return this.#wait(wanted);
  }

  /** Gives back a connection without a transaction or a session's state on it. */
  release(connection: C, key: string, limits: PoolLimits): void {
    if (!connection.isOpen) return;
    const [next] = this.#waiting;
    if (next?.key === key) {
      this.#waiting.shift();
      next.resolve(Promise.resolve(connection));
      return;
    }
    if (next !== undefined || this.#idleCount() >= limits.mostIdle) {
      connection.close();
      return;
    }
    this.#idle.set(key, [...(this.#idle.get(key) ?? []), connection]);
  }

  #takeIdle(key: string, preferred?: C): C | undefined {
    const idle = this.#idle.get(key) ?? [];
    const at = preferred === undefined ? -1 : idle.indexOf(preferred);
    if (at !== -1) idle.push(...idle.splice(at, 1));
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

  async #connect({ open }: Wanted<C>): Promise<C> {
    this.#open += 1;
    try {
      const connection = await open();
      connection.whenClosed(() => {
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
    if (next !== undefined) next.resolve(this.#connect(next));
  }

  #wait(wanted: Wanted<C>): Promise<C> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting<C> = {
        ...wanted,
        resolve: (connection) => {
          clearTimeout(timer);
          resolve(connection);
        },
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(new BorrowTimeout("Timed-out waiting to acquire database connection"));
      }, wanted.limits.borrowTimeoutMs);
      this.#waiting.push(waiting);
    });
  }
}
