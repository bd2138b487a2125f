import { closeSync, constants, fstatSync, ftruncateSync, lstatSync, openSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";

/**
 * Opens a file of the state folder for writing, made for its owner alone where it is missing. A link, a special file or
 * somebody else's file is refused before anything of it is changed: who laid it may want another file overwritten.
 * @param how `anew`: what it held is gone; `append`: each write goes to its end.
 * @param mode of one that is made.
 */
export function openOwn(path: string, how: "anew" | "append", mode = 0o600): number {
  const { O_CREAT, O_WRONLY, O_APPEND, O_NOFOLLOW, O_NONBLOCK } = constants;
  // Without O_NONBLOCK, opening a FIFO that nobody reads would never return.
  const flags = O_CREAT | O_WRONLY | O_NOFOLLOW | O_NONBLOCK | (how === "append" ? O_APPEND : 0);
  let descriptor: number;
  try {
    descriptor = openSync(path, flags, mode);
  } catch (error) {
    if (isForeign(path)) throw foreign(path);
    throw error;
  }
  const found = fstatSync(descriptor);
  if (!found.isFile() || found.uid !== userInfo().uid || found.nlink > 1) {
    closeSync(descriptor);
    throw foreign(path);
  }
  if (how === "anew") ftruncateSync(descriptor);
  return descriptor;
}

/** Writes a file as a whole, under the same rules. */
export function writeOwn(path: string, text: string | Uint8Array, mode?: number): void {
  const descriptor = openOwn(path, "anew", mode);
  try {
    writeFileSync(descriptor, text);
  } finally {
    closeSync(descriptor);
  }
}

function isForeign(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile();
}

function foreign(path: string): Error {
  return new Error(`${path} must be a file of yours: it is a link, no plain file, or another user's; remove it`);
}
