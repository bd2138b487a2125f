import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseDocument, stringify } from "yaml";
import { writeOwn } from "../ground/own-file";
import type { ProjectFolders, StateFolder } from "../ground/state-folder";
import { changesBetween, type ConfigMap, withSecretsOf } from "./config-changes";

interface StackFile {
  encryptionsalt?: string;
  config?: ConfigMap;
}

/**
 * The Pulumi project as a local run sees it: Pulumi.yaml with the program's folder as `main`, and each stack file with
 * the salt and the secrets of the local passphrase. The committed stack files stay free of both, and they are the
 * truth: nothing leaves them but what a command was told to remove.
 */
export class Workspace {
  readonly #project: string;
  readonly #folder: string;
  /** The configuration each stack file of the copy was given by `bringIn`. */
  #given = new Map<string, ConfigMap>();

  constructor(folders: Pick<ProjectFolders, "project">, state: Pick<StateFolder, "workspace">) {
    this.#project = folders.project;
    this.#folder = state.workspace;
  }

  /** Brings the project's files over; what they say wins, but for secrets set locally. */
  bringIn(): void {
    const project = parse(readFileSync(join(this.#project, "Pulumi.yaml"), "utf8")) as Record<string, unknown>;
    writeCopy(join(this.#folder, "Pulumi.yaml"), stringify({ ...project, main: this.#project }));
    this.#given = new Map();
    for (const name of new Set([...stackFiles(this.#project), ...stackFiles(this.#folder)])) {
      const committed = readStack(join(this.#project, name));
      const local = readStack(join(this.#folder, name));
      const config = withSecretsOf(local.config ?? {}, committed.config ?? {});
      this.#given.set(name, config);
      writeCopy(join(this.#folder, name), stringify({ ...local, ...committed, config }));
    }
  }

  /** Takes plain values that a command has set or removed since (`pulumi config set`) to the project's stack files. */
  takeBack(): void {
    for (const name of stackFiles(this.#folder)) {
      const changes = changesBetween(this.#given.get(name) ?? {}, readStack(join(this.#folder, name)).config ?? {});
      if (changes.length === 0) continue;
      const path = join(this.#project, name);
      const document = parseDocument(existsSync(path) ? readFileSync(path, "utf8") : "config: {}\n");
      for (const { path: at, value } of changes) {
        if (value === undefined) document.deleteIn(["config", ...at]);
        else document.setIn(["config", ...at], document.createNode(value));
      }
      // The project's own file, which may be a link to where it is kept.
      writeFileSync(path, document.toString(), { mode: 0o600 });
    }
  }
}

function stackFiles(folder: string): string[] {
  return readdirSync(folder).filter((name) => /^Pulumi\..+\.yaml$/.test(name));
}

function readStack(path: string): StackFile {
  if (!existsSync(path)) return {};
  try {
    const file = (parse(readFileSync(path, "utf8")) as unknown) ?? {};
    if (typeof file === "object" && !Array.isArray(file)) return file;
  } catch {
    // As below.
  }
  throw new Error(
    `${path} is not a stack's configuration in YAML: correct it, or remove it to lose what was set in it`,
  );
}

function writeCopy(path: string, text: string): void {
  if (!existsSync(path) || readFileSync(path, "utf8") !== text) writeOwn(path, text);
}
