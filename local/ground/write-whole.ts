import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * Writes a file of its owner alone; whoever reads it meanwhile, or after a crash, sees the whole of the old or of the
 * new one. The name it is written under first cannot be foreseen, and nothing that stands there is ever opened.
 * @throws Error that says so where the disk is full.
 */
export function writeWhole(path: string, text: string | Uint8Array): void {
  const partial = `${path}.${randomBytes(8).toString("hex")}`;
  try {
    const descriptor = openSync(partial, "wx", 0o600);
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw isFull(error) ? noRoom(path, error) : error;
  }
}

function isFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}

function noRoom(path: string, cause: unknown): Error {
  return new Error(`there is no room on the disk for ${path}: make room and repeat the command`, { cause });
}
