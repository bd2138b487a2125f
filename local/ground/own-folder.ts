import { chmodSync, lstatSync, mkdirSync } from "node:fs";
import { userInfo } from "node:os";

/** Makes `folder` for its owner alone, or refuses it: another user may have made it first. */
export function ownFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== userInfo().uid) {
    throw new Error(`${folder} must be a folder of yours: it belongs to another user or is a link; remove it`);
  }
  if ((found.mode & 0o077) !== 0) chmodSync(folder, 0o700);
}
