import { renameSync, writeFileSync } from "node:fs";

/** Writes a file of its owner alone; whoever reads it meanwhile sees the whole of the old or of the new one. */
export function writeWhole(path: string, text: string): void {
  const partial = `${path}.${String(process.pid)}`;
  writeFileSync(partial, text, { mode: 0o600 });
  renameSync(partial, path);
}
