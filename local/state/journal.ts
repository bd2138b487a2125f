import type { Change, Commit } from "./memory-store";
import { StoreWriteError } from "./store-errors";

/** Makes the changes of one or more transactions durable. */
export type Write = (changes: readonly Change[]) => Promise<void>;

/** How long a write that can wait does, for others to be written with it. A killed process loses no more than that. */
const PATIENCE_MS = 100;

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
  #due: NodeJS.Timeout | undefined;

  constructor(
    private readonly write: Write,
    private readonly folder: string,
  ) {}

  readonly commit: Commit = (changes, undo, patience) =>
    new Promise((resolve, reject) => {
      this.#queue.push({ changes, undo, resolve, reject });
      if (patience === "now") this.#begin();
      else if (this.#work === undefined) this.#due ??= setTimeout(this.#begin, PATIENCE_MS);
    });

  /** Writes what waits; resolves when nothing does. */
  async idle(): Promise<void> {
    this.#begin();
    await this.#work;
  }

  readonly #begin = (): void => {
    clearTimeout(this.#due);
    this.#due = undefined;
    if (this.#queue.length > 0) this.#work ??= this.#drain();
  };

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
