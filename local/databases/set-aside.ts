import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { SET_ASIDE } from "../ground/state-marker";
import { stopServersIn } from "./stop-servers-in";

/**
 * Moves an entry of the databases' folder to `set-aside/<time>-<name>` beside that folder; a server of ours that runs
 * on it is stopped first. Answers where it is now.
 */
export async function setAside(folder: string, name: string, now: Date = new Date()): Promise<string> {
  const from = join(folder, name);
  await stopServersIn(from);
  const aside = join(dirname(folder), SET_ASIDE);
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  const stamp = now.toISOString().replace(/[^0-9TZ]/g, "");
  let to = join(aside, `${stamp}-${name}`);
  for (let count = 2; existsSync(to); count++) to = join(aside, `${stamp}-${count}-${name}`);
  renameSync(from, to);
  return to;
}
