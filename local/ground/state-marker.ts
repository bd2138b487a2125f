import { existsSync, lstatSync, readdirSync, type Stats } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { ownFolder } from "./own-folder";
import { writeWhole } from "./write-whole";

/** The file that says that a folder is a state folder. */
const MARKER = "lattice-db-state.json";

/** What a person may put there, before the first start too. */
const SETTINGS = "settings.json";

/** What the local cloud makes at the top of its state folder; files written whole have another ending at first. */
const MADE = new RegExp(
  `^(${[
    "lattice-db-state\\.json",
    "store|store\\.lock|store\\.version-0\\.1|databases|copies",
    "key|passphrase|ca\\.pem|ca-key\\.pem",
    "cloud\\.(json|log|out|sock)|start\\.lock",
    "backend|pulumi-home|workspace|settling-[^/]+\\.json",
  ].join("|")})(\\.[0-9a-f]+)?$`,
);

/** What the local cloud moved out of its way: not its own, so not its to delete. */
export const SET_ASIDE = "set-aside";

/**
 * Takes a folder as state folder: a new one, an empty one or one that is marked. Before anything in it is read, changed
 * or followed, it is checked that it and all that stands in it belong to the caller, and that nothing is a link.
 * @throws Error for any other folder: somebody's own files are there.
 */
export function claimStateFolder(root: string): void {
  if (!isStateFolder(root)) ownFolder(root);
  else if ((lstatSync(root).mode & 0o077) !== 0) ownFolder(root);
  if (!existsSync(join(root, MARKER))) writeWhole(join(root, MARKER), `${JSON.stringify({ stateFolderVersion: 1 })}\n`);
}

/**
 * Whether the folder is a state folder already; false where it is missing or empty.
 * @throws Error where it is somebody else's, or something else.
 */
export function isStateFolder(root: string): boolean {
  const found = lstatSync(root, { throwIfNoEntry: false });
  if (found === undefined) return false;
  if (!found.isDirectory() || !isOwn(found)) {
    throw new Error(`${root} must be a folder of yours: it belongs to another user or is a link; ${REMEDY}`);
  }
  const names = readdirSync(root);
  for (const name of names) {
    const entry = lstatSync(join(root, name), { throwIfNoEntry: false });
    if (entry === undefined || (isOwn(entry) && !entry.isSymbolicLink())) continue;
    throw new Error(`${join(root, name)} is a link or belongs to another user: remove it, or ${REMEDY}`);
  }
  if (names.includes(MARKER)) return true;
  const foreign = names.filter((name) => !MADE.test(name) && name !== SETTINGS && name !== SET_ASIDE);
  if (foreign.length === 0 && isOfVersion01(root)) return true;
  if (names.every((name) => name === SETTINGS)) return false;
  throw new Error(
    `${root} is not a state folder of the local cloud: it holds ${(foreign.length === 0 ? names : foreign).slice(0, 5).join(", ")}; ` +
      `nothing was touched: ${REMEDY}`,
  );
}

const REMEDY = "set LATTICE_DB_STATE to an empty or a new folder";

/** What `reset` deletes; `settings.json`, and all that the local cloud did not make, is left. */
export function madeHere(root: string): string[] {
  return readdirSync(root).filter((name) => MADE.test(name));
}

/** Whether there has been a store: these are made after it. */
export function hasHadStore(root: string): boolean {
  return ["key", "databases", "ca.pem", "ca-key.pem", join("backend", ".pulumi", "stacks")].some((name) =>
    existsSync(join(root, name)),
  );
}

/** Version 0.1 set no marker; its command line or its cloud has left one of these sets. */
function isOfVersion01(root: string): boolean {
  const has = (...names: string[]): boolean => names.every((name) => existsSync(join(root, name)));
  return (
    has("passphrase", "backend", "pulumi-home", "workspace") ||
    (has("key", join("store", "CURRENT")) && lstatSync(join(root, "key")).size === 32)
  );
}

function isOwn({ uid }: Stats): boolean {
  return uid === userInfo().uid;
}
