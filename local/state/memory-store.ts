import type { Entity, Kind, Patience, Store, Transaction } from "./store";

/** One change of state, as a commit is handed it. `entity` is missing where it was deleted. */
export interface Change {
  readonly kind: string;
  readonly id: string;
  readonly entity?: Entity;
}

/**
 * Makes changes durable, in the order of the calls; resolves when they are. Where they cannot be, it first calls `undo`,
 * newest changes first, so that memory is again what is on disk, and then rejects.
 */
export type Commit = (changes: readonly Change[], undo: () => void, patience: Patience) => Promise<void>;

/** The map in memory: answers all reads, and hands every transaction's changes to `commit`. */
export class MemoryStore implements Store {
  private readonly kinds = new Map<string, Map<string, Entity>>();
  private readonly arns = new Map<string, Entity>();
  private inTransaction = false;

  constructor(
    private readonly commit: Commit = () => Promise.resolve(),
    entities: Iterable<Entity> = [],
    private readonly onClose: () => Promise<void> = () => Promise.resolve(),
  ) {
    for (const entity of entities) this.set(entity.kind, entity.id, entity);
  }

  get<T>(kind: Kind<T>, id: string): Entity<T> | undefined {
    return this.kinds.get(kind)?.get(id) as Entity<T> | undefined;
  }

  list<T>(kind: Kind<T>, where?: (entity: Entity<T>) => boolean): readonly Entity<T>[] {
    const all = [...(this.kinds.get(kind)?.values() ?? [])] as Entity<T>[];
    return where === undefined ? all : all.filter(where);
  }

  byArn(arn: string): Entity | undefined {
    return this.arns.get(arn);
  }

  put<T>(entity: Entity<T>): Promise<void> {
    return this.transaction((transaction) => {
      transaction.put(entity);
    });
  }

  delete(kind: Kind<unknown>, id: string): Promise<void> {
    return this.transaction((transaction) => {
      transaction.delete(kind, id);
    });
  }

  async transaction<R>(work: (transaction: Transaction) => R, patience: Patience = "now"): Promise<R> {
    if (this.inTransaction) throw new Error("a transaction inside a transaction: pass the outer one on instead");
    const steps: (() => void)[] = [];
    const undo = (): void => {
      for (const step of steps.reverse()) step();
    };
    const changes: Change[] = [];
    this.inTransaction = true;
    let result: R;
    try {
      result = work(this.recording(changes, steps));
      if (result instanceof Promise) throw new Error("a transaction's work must be synchronous");
    } catch (error) {
      undo();
      throw error;
    } finally {
      this.inTransaction = false;
    }
    if (changes.length > 0) await this.commit(changes, undo, patience);
    return result;
  }

  /** Everything there is. */
  entities(): readonly Entity[] {
    return [...this.kinds.values()].flatMap((ofKind) => [...ofKind.values()]);
  }

  close(): Promise<void> {
    return this.onClose();
  }

  private recording(changes: Change[], undo: (() => void)[]): Transaction {
    const change = (kind: string, id: string, entity: Entity | undefined): void => {
      const before = this.get<Record<string, unknown>>(kind, id);
      undo.push(() => {
        this.set(kind, id, before);
      });
      this.set(kind, id, entity);
      changes.push(entity === undefined ? { kind, id } : { kind, id, entity });
    };
    return {
      get: (kind, id) => this.get(kind, id),
      list: (kind, where) => this.list(kind, where),
      byArn: (arn) => this.byArn(arn),
      put: (entity) => {
        change(entity.kind, entity.id, entity as Entity);
      },
      delete: (kind, id) => {
        change(kind, id, undefined);
      },
    };
  }

  private set(kind: string, id: string, entity: Entity | undefined): void {
    const ofKind = this.kinds.get(kind) ?? new Map<string, Entity>();
    this.kinds.set(kind, ofKind);
    const before = ofKind.get(id);
    if (before !== undefined && this.arns.get(before.arn) === before) this.arns.delete(before.arn);
    if (entity === undefined) {
      ofKind.delete(id);
      return;
    }
    ofKind.set(id, entity);
    if (entity.arn !== "") this.arns.set(entity.arn, entity);
  }
}
