import type { Tracked } from "./pinning";

/** What a client's session is to keep, whichever connection it is lent. */
export class SessionState {
  readonly #sql = new Map<string, string>();

  /** @param first the database it began with. */
  constructor(
    private readonly first: string | undefined,
    private current: string | undefined = first,
  ) {}

  get database(): string | undefined {
    return this.current;
  }

  /** To be said again, in the order in which they were said. */
  get statements(): readonly string[] {
    return [...this.#sql.values()];
  }

  /** Whether it is as it began. */
  get isFresh(): boolean {
    return this.#sql.size === 0 && this.current === this.first;
  }

  isAs(other: SessionState): boolean {
    return this.current === other.current && this.statements.join("\0") === other.statements.join("\0");
  }

  keep(tracked: Tracked): void {
    if (tracked.what === "database") {
      this.current = tracked.name;
      return;
    }
    this.#sql.delete(tracked.what);
    this.#sql.set(tracked.what, tracked.sql);
  }

  /** As it began. */
  reset(): void {
    this.#sql.clear();
    this.current = this.first;
  }

  copy(): SessionState {
    const copy = new SessionState(this.first, this.current);
    for (const [what, sql] of this.#sql) copy.#sql.set(what, sql);
    return copy;
  }
}
