import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Where a clone keeps the programs that it fetches or builds, for all its local clouds. Found from where this code is,
 * in the sources or in a bundle: the local cloud's own process knows its state folder only.
 */
export function programsFolder(from: string = __dirname): string {
  let folder = from;
  while (!existsSync(join(folder, "package.json")) && folder !== dirname(folder)) folder = dirname(folder);
  return join(folder, ".lattice-db", "servers");
}
