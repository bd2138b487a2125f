import { ClassicLevel } from "classic-level";
import { MemoryStore, type Change } from "./memory-store";
import type { Entity, Store } from "./store";

/** Another process has this state folder open. */
export class StoreLockedError extends Error {
  override readonly name = "StoreLockedError" as const;

  constructor(readonly folder: string) {
    super(`${folder} is in use by another process: a local cloud runs on this state folder already; stop it first`);
  }
}

/** Opens (or makes) the state in `folder`. One process at a time: the lock is gone with the process, however it ends. */
export async function openStore(folder: string): Promise<Store> {
  const database = new ClassicLevel<string, Entity>(folder, { valueEncoding: "json" });
  try {
    await database.open();
  } catch (error) {
    if (isLocked(error)) throw new StoreLockedError(folder);
    throw new Error(`cannot open the local cloud's state in ${folder}: ${reasonOf(error)}`);
  }
  const entities = await database.values().all();
  const journal = new Journal(database);
  return new MemoryStore(
    (changes) => journal.append(changes),
    entities,
    async () => {
      await journal.flushed();
      await database.close();
    },
  );
}

/**
 * Writes changes in the order they were made, many at once while the disk is busy (group commit). After a failed
 * write every later one fails too: memory is then ahead of the disk, and only a restart makes them agree again.
 */
class Journal {
  private queue: Change[] = [];
  private running: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;

  constructor(private readonly database: ClassicLevel<string, Entity>) {}

  append(changes: readonly Change[]): Promise<void> {
    this.queue.push(...changes);
    this.next ??= this.running.then(() => this.flush());
    return this.next;
  }

  async flushed(): Promise<void> {
    await (this.next ?? this.running);
  }

  private flush(): Promise<void> {
    const changes = this.queue;
    this.queue = [];
    this.next = undefined;
    this.running = this.database.batch(changes.map(operationOf), { sync: true }).catch((error: unknown) => {
      throw new Error(`the local cloud cannot write its state (${reasonOf(error)}): make room and start it again`);
    });
    return this.running;
  }
}

function operationOf(change: Change): { type: "put"; key: string; value: Entity } | { type: "del"; key: string } {
  const key = `${change.kind}\u0000${change.id}`;
  return change.entity === undefined ? { type: "del", key } : { type: "put", key, value: change.entity };
}

function isLocked(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && cause.code === "LEVEL_LOCKED";
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
