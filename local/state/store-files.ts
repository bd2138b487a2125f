import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { constants } from "node:fs";
import { dirname, join } from "node:path";
import type { Change } from "./memory-store";
import { lineOf, snapshotOf, type Copy } from "./store-copy";
import type { Entity } from "./store";

export const JOURNAL = "journal.log";
export const TWIN = "journal.twin";

/** Bytes of changes after which the state is written as a whole again, unless the state itself is larger. */
const REWRITE_AFTER = 4 * 1024 * 1024;

/** The two copies of the state, open for writing. */
export class StoreFiles {
  #journal: FileHandle | undefined;
  #twin: FileHandle | undefined;
  #generation = 0;
  #checksum = 0;
  /** Bytes that both copies have. */
  #length = 0;
  #snapshotLength = 0;
  /** Both copies end at #length. */
  #sound = true;
  /** A rewrite was cut short: one file may be new and the other old. */
  #halfRewritten = false;

  constructor(
    private readonly folder: string,
    private readonly rewriteAfter: number = REWRITE_AFTER,
  ) {}

  /** Goes on after `copy`, which both files hold. */
  async resume(copy: Copy): Promise<void> {
    this.#generation = copy.snapshot.generation;
    this.#checksum = copy.checksum;
    this.#length = copy.length;
    await this.#open();
    await this.#cut();
  }

  /**
   * Makes one write durable: in the journal and synced, then in the twin. What a failed write left is cut off, now or
   * before the next one.
   * @param entities the whole state with these changes, asked for where it is time to write that.
   */
  async write(changes: readonly Change[], entities: () => readonly Entity[]): Promise<void> {
    if (this.#isLong() || this.#halfRewritten) {
      await this.rewrite(entities());
      return;
    }
    if (!this.#sound) await this.#cut();
    const { text, checksum } = lineOf(changes, this.#checksum);
    this.#sound = false;
    try {
      await writeAll(this.#journal, text, this.#length);
      await this.#journal?.datasync();
      await writeAll(this.#twin, text, this.#length);
    } catch (error) {
      await this.#cut().catch(() => undefined);
      throw error;
    }
    this.#sound = true;
    this.#checksum = checksum;
    this.#length += text.length;
  }

  /**
   * Writes the whole state anew, one copy after the other: at every moment one of them is whole.
   * @param after the highest generation there is.
   */
  async rewrite(entities: readonly Entity[], after: number = this.#generation): Promise<void> {
    const { text, checksum } = lineOf(snapshotOf(after + 1, entities));
    const names = [JOURNAL, TWIN].map((name) => join(this.folder, name));
    // Both have their room before either takes its place.
    for (const path of names) await writeNew(`${path}.new`, text);
    this.#halfRewritten = true;
    await this.close();
    for (const path of names) await rename(`${path}.new`, path);
    await syncFolder(this.folder);
    this.#generation = after + 1;
    this.#checksum = checksum;
    this.#length = this.#snapshotLength = text.length;
    await this.#open();
    this.#sound = true;
    this.#halfRewritten = false;
  }

  async close(): Promise<void> {
    await this.#journal?.close();
    await this.#twin?.close();
    this.#journal = this.#twin = undefined;
  }

  async #open(): Promise<void> {
    this.#journal = await open(join(this.folder, JOURNAL), constants.O_RDWR | constants.O_NOFOLLOW);
    this.#twin = await open(join(this.folder, TWIN), constants.O_RDWR | constants.O_NOFOLLOW);
  }

  #isLong(): boolean {
    return this.#length > this.#snapshotLength + Math.max(this.rewriteAfter, this.#snapshotLength);
  }

  async #cut(): Promise<void> {
    for (const file of [this.#twin, this.#journal]) {
      await file?.truncate(this.#length);
      await file?.datasync();
    }
    this.#sound = true;
  }
}

async function writeNew(path: string, text: Buffer): Promise<void> {
  await rm(path, { force: true });
  const file = await open(path, "wx", 0o600);
  try {
    await writeAll(file, text, 0);
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** A disk that fills up takes a part of a write without an error. */
async function writeAll(file: FileHandle | undefined, text: Buffer, position: number): Promise<void> {
  if (file === undefined) throw new Error("the state is closed");
  for (let done = 0; done < text.length;) {
    done += (await file.write(text, done, text.length - done, position + done)).bytesWritten;
  }
}

/** A rename is safe from a loss of power only once its folder is synced. */
async function syncFolder(folder: string): Promise<void> {
  for (const path of [folder, dirname(folder)]) {
    const handle = await open(path, "r");
    await handle.sync().finally(() => handle.close());
  }
}
