import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { join, resolve } from "node:path";
import { claimStateFolder } from "./state-marker";
import { writeWhole } from "./write-whole";

/** What belongs to the project and is shared by all local clouds of this clone. */
export interface ProjectFolders {
  readonly project: string;
  /** Downloaded or built CLIs. */
  readonly cli: string;
  /** The bundles that local/setup.mjs makes. */
  readonly dist: string;
}

/** One local cloud's own: nothing of it is outside this folder, and only its owner can enter it. */
export interface StateFolder {
  readonly root: string;
  readonly pulumiHome: string;
  readonly backend: string;
  /** A copy of the Pulumi project's files, so that a local run never writes a salt into the committed stack files. */
  readonly workspace: string;
  readonly passphraseFile: string;
}

export function projectFolders(project: string): ProjectFolders {
  return { project, cli: join(project, ".lattice-db", "pulumi"), dist: join(project, "dist") };
}

/** The state folder: `LATTICE_DB_STATE`, else `.lattice-db/state` of the project. */
export function stateFolder(project: string, environment: NodeJS.ProcessEnv = process.env): StateFolder {
  const root = resolve(environment.LATTICE_DB_STATE ?? join(project, ".lattice-db", "state"));
  return {
    root,
    pulumiHome: join(root, "pulumi-home"),
    backend: join(root, "backend"),
    workspace: join(root, "workspace"),
    passphraseFile: join(root, "passphrase"),
  };
}

/** Makes the folder and its passphrase; keeps what is there. @throws Error where it is not a state folder. */
export function prepareStateFolder(state: StateFolder): void {
  claimStateFolder(state.root);
  for (const folder of [state.pulumiHome, state.backend, state.workspace]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }
  if (existsSync(state.passphraseFile) && readFileSync(state.passphraseFile, "utf8").trim() !== "") return;
  if (existsSync(join(state.backend, ".pulumi", "stacks"))) {
    throw new Error(
      `${state.passphraseFile} is missing or empty, and the secrets of the stacks are encrypted with it: ` +
        "restore it, or start anew with: npm run local -- reset",
    );
  }
  writeWhole(state.passphraseFile, randomBytes(24).toString("base64url"));
}
