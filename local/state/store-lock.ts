import { ClassicLevel } from "classic-level";
import { StoreLockedError } from "./store-errors";

/** Lets the lock go; it goes with the process in any case. */
export type Release = () => Promise<void>;

/**
 * Keeps a second process out of `folder`. Node.js has no file locks that end with their process; LevelDB has, so an empty
 * database beside the folder is the lock.
 */
export async function lockStore(folder: string): Promise<Release> {
  const path = `${folder}.lock`;
  const open = async (): Promise<Release> => {
    const lock = new ClassicLevel(path);
    await lock.open();
    return () => lock.close();
  };
  try {
    return await open();
  } catch (error) {
    if (isLocked(error)) throw new StoreLockedError(folder);
  }
  // It holds nothing: a damaged one is made anew.
  try {
    await ClassicLevel.destroy(path);
    return await open();
  } catch (error) {
    if (isLocked(error)) throw new StoreLockedError(folder);
    throw new Error(
      `cannot lock the local cloud's state with ${path}: ${reasonOf(error)}: mend that (on a full disk: make room) and ` +
        "repeat the command",
    );
  }
}

export function isLocked(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return [error, cause].some((it) => it instanceof Error && "code" in it && it.code === "LEVEL_LOCKED");
}

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
