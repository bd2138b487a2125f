/**
 * One thing that exists in the local cloud, shaped as AWS describes it.
 * Entities are never changed in place: put a new object under the same kind and id.
 */
export interface Entity<T = Record<string, unknown>> {
  /** `<service>:<noun>`, e.g. `vpc-lattice:service-network`; the exported constants of `entities.ts` in each service. */
  readonly kind: string;
  /**
   * AWS's id, e.g. `sn-0123456789abcdef0`. Unique within its kind over all accounts and Regions: where AWS's own
   * name is unique in one account only (a log group, a DB instance), the id is the ARN.
   */
  readonly id: string;
  /** Empty for what has none. */
  readonly arn: string;
  /** The owner, 12 digits. */
  readonly account: string;
  /** `us-east-1`, or `""` for what is global (IAM). */
  readonly region: string;
  readonly data: T;
}

/** A kind's name that remembers the type of its data, so that `get` and `list` need no casts. */
export type Kind<T> = string & { readonly dataOfKind?: T };

/** Names a kind once, beside the interface of its data. */
export function kind<T>(name: string): Kind<T> {
  return name;
}

/** Reads, answered from memory: no I/O, always the newest state. */
export interface Reads {
  get<T>(kind: Kind<T>, id: string): Entity<T> | undefined;
  /** In no promised order. */
  list<T>(kind: Kind<T>, where?: (entity: Entity<T>) => boolean): readonly Entity<T>[];
  /** The entity of any kind that carries this ARN. */
  byArn(arn: string): Entity | undefined;
}

/** What a transaction sees and does: its own writes are visible to its own reads at once. */
export interface Transaction extends Reads {
  put<T>(entity: Entity<T>): void;
  delete(kind: Kind<unknown>, id: string): void;
}

/** Whether anybody waits for a write to be durable. */
export type Patience = "now" | "can wait";

/**
 * All state of the local cloud: a map in memory, written through to disk. When a promise resolves, what it wrote
 * survives `kill -9`.
 */
export interface Store extends Reads {
  put<T>(entity: Entity<T>): Promise<void>;
  delete(kind: Kind<unknown>, id: string): Promise<void>;
  /**
   * Runs `work` at once, without interruption (it must be synchronous), and makes all its writes durable together.
   * If `work` throws, nothing of it has happened. Checks and writes that belong together go into one transaction.
   *
   * @param patience `"can wait"`: written together with what follows within a moment. Default: `"now"`.
   */
  transaction<R>(work: (transaction: Transaction) => R, patience?: Patience): Promise<R>;
  close(): Promise<void>;
}
