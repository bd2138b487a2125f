import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * Writes a file of its owner alone; whoever reads it meanwhile, or after a crash, sees the whole of the old or of the
 * new one. The name it is written under first cannot be foreseen, and nothing that stands there is ever opened.
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
    throw error;
  }
}
