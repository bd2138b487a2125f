import type { Change, Commit } from "./memory-store";
import { StoreWriteError } from "./store-errors";

/** Makes the changes of one or more transactions durable. */
export type Write = (changes: readonly Change[]) => Promise<void>;

interface Waiting {
  readonly changes: readonly Change[];
  readonly undo: () => void;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * Writes changes in the order they were made, many at once while the disk is busy (group commit). Where a write fails,
 * all that is not yet durable is undone in memory and refused: later changes may build on those that failed.
 */
export class Journal {
  #queue: Waiting[] = [];
  #work: Promise<void> | undefined;

  constructor(
    private readonly write: Write,
    private readonly folder: string,
  ) {}

  readonly commit: Commit = (changes, undo) =>
    new Promise((resolve, reject) => {
      this.#queue.push({ changes, undo, resolve, reject });
      this.#work ??= this.#drain();
    });

  /** Resolves when nothing waits. */
  async idle(): Promise<void> {
    await this.#work;
  }

  async #drain(): Promise<void> {
    // What is asked for in the same moment is written together.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const batch = this.#queue;
      this.#queue = [];
      try {
        await this.write(batch.flatMap(({ changes }) => changes));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        this.#refuse([...batch, ...this.#queue], new StoreWriteError(this.folder, error));
      }
    }
    this.#work = undefined;
  }

  /** In one go: nothing may read or change what is about to be undone. */
  #refuse(failed: readonly Waiting[], error: Error): void {
    this.#queue = [];
    for (const { undo } of [...failed].reverse()) undo();
    for (const { reject } of failed) reject(error);
  }
}
