import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chooseCopy } from "./choose-copy";
import { hasLevel, keepLevelAside, readLevel } from "./import-level";
import { Journal } from "./journal";
import { MemoryStore } from "./memory-store";
import type { Entity } from "./store";
import { readCopy, type Copy } from "./store-copy";
import { StoreLostError } from "./store-errors";
import { JOURNAL, StoreFiles, TWIN } from "./store-files";
import { lockStore } from "./store-lock";

export interface OpenStoreOptions {
  /** The state folder has had a store: that there is none is a loss, not a beginning. Default: false. */
  readonly expected?: boolean;
  /** Hears what was damaged in one copy, and has been mended from the other. */
  readonly onHealed?: (what: string) => void;
  /** Bytes of changes after which the state is written as a whole again. */
  readonly rewriteAfter?: number;
}

/**
 * Opens (or makes) the state in `folder`. One process at a time: the lock is gone with the process, however it ends.
 * @throws StoreLockedError; StoreLostError where what was acknowledged is not all there, with nothing changed.
 */
export async function openStore(folder: string, options: OpenStoreOptions = {}): Promise<MemoryStore> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const release = await lockStore(folder);
  try {
    const files = new StoreFiles(folder, options.rewriteAfter);
    const entities = await load(folder, files, options);
    const journal = new Journal((changes) => files.write(changes, () => store.entities()), folder);
    const store: MemoryStore = new MemoryStore(journal.commit, entities, async () => {
      await journal.idle();
      await files.close();
      await release();
    });
    return store;
  } catch (error) {
    await release();
    throw error;
  }
}

async function load(folder: string, files: StoreFiles, options: OpenStoreOptions): Promise<readonly Entity[]> {
  const bytes = [JOURNAL, TWIN].map((name) => bytesOf(join(folder, name)));
  if (bytes.every((it) => it === undefined)) return begin(folder, files, options);
  const [journal, twin] = bytes.map((it) => it && readCopy(it));
  const choice = chooseCopy(journal, twin);
  if ("lost" in choice) throw new StoreLostError(folder, choice.lost);
  const entities = entitiesOf(choice.copy);
  if (choice.same) await files.resume(choice.copy);
  else await files.rewrite(entities, Math.max(...[journal, twin].map(generationOf)));
  if (choice.damaged !== undefined) options.onHealed?.(choice.damaged);
  if (hasLevel(folder)) keepLevelAside(folder);
  return entities;
}

async function begin(folder: string, files: StoreFiles, { expected }: OpenStoreOptions): Promise<readonly Entity[]> {
  const earlier = hasLevel(folder);
  if (!earlier && expected === true) throw new StoreLostError(folder, `${JOURNAL} and ${TWIN} are missing`);
  const entities = earlier ? await readLevel(folder) : [];
  await files.rewrite(entities);
  if (earlier) keepLevelAside(folder);
  return entities;
}

function generationOf(copy: Copy | undefined): number {
  return copy?.snapshot.generation ?? 0;
}

function entitiesOf({ snapshot, writes }: Copy): readonly Entity[] {
  const entities = new Map(snapshot.entities.map((it) => [keyOf(it), it]));
  for (const change of writes.flat()) {
    if (change.entity === undefined) entities.delete(keyOf(change));
    else entities.set(keyOf(change), change.entity);
  }
  return [...entities].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, entity]) => entity);
}

function keyOf({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind}\u0000${id}`;
}

function bytesOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
