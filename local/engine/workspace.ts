import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { join } from "node:path";
import { parse, parseDocument, stringify } from "yaml";
import type { ProjectFolders, StateFolder } from "../state-folder";

type Config = Record<string, unknown>;
interface StackFile {
  encryptionsalt?: string;
  config?: Config;
}

/**
 * The Pulumi project as a local run sees it: Pulumi.yaml with the program's folder as `main`, and each stack file with
 * the salt and the secrets of the local passphrase. The committed stack files stay free of both.
 */
export class Workspace {
  readonly #project: string;
  readonly #folder: string;

  constructor(folders: Pick<ProjectFolders, "project">, state: Pick<StateFolder, "workspace">) {
    this.#project = folders.project;
    this.#folder = state.workspace;
  }

  /** Brings the project's files over; what they say wins, but for secrets set locally. */
  bringIn(): void {
    const project = parse(readFileSync(join(this.#project, "Pulumi.yaml"), "utf8")) as Record<string, unknown>;
    write(join(this.#folder, "Pulumi.yaml"), stringify({ ...project, main: this.#project }));
    for (const name of stackFiles(this.#project)) {
      const committed = readStack(join(this.#project, name));
      const local = readStack(join(this.#folder, name));
      const config = { ...secrets(local.config), ...committed.config };
      write(join(this.#folder, name), stringify({ ...local, ...committed, config }));
    }
  }

  /** Takes plain values that a command has set or removed (`pulumi config set`) back to the project's stack files. */
  takeBack(): void {
    for (const name of stackFiles(this.#folder)) {
      const path = join(this.#project, name);
      const changed = plain(readStack(join(this.#folder, name)).config);
      const before = plain(readStack(path).config);
      if (isDeepStrictEqual(changed, before)) continue;
      const document = parseDocument(existsSync(path) ? readFileSync(path, "utf8") : "config: {}\n");
      for (const key of Object.keys(before)) if (!(key in changed)) document.deleteIn(["config", key]);
      for (const [key, value] of Object.entries(changed)) {
        if (!isDeepStrictEqual(value, before[key])) document.setIn(["config", key], document.createNode(value));
      }
      write(path, document.toString());
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

function isSecret(value: unknown): boolean {
  return typeof value === "object" && JSON.stringify(value).includes('"secure":');
}

function secrets(config: Config = {}): Config {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => isSecret(value)));
}

function plain(config: Config = {}): Config {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => !isSecret(value)));
}

function write(path: string, text: string): void {
  if (!existsSync(path) || readFileSync(path, "utf8") !== text) writeFileSync(path, text, { mode: 0o600 });
}
