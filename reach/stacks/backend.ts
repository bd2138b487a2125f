import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** Where Pulumi keeps the states of stacks. */
export interface Backend {
  /** `file:///…`, `s3://…`, `https://api.pulumi.com`. */
  readonly url: string;
  readonly isLocalCloud: boolean;
}

/** Where the local cloud keeps its stacks, in a checkout that has one; as it finds its state folder itself. */
function localCloud(project: string, env: NodeJS.ProcessEnv): string {
  return resolve(env.LATTICE_DB_STATE ?? join(project, ".lattice-db", "state"), "backend");
}

/**
 * The backend as the Pulumi CLI chooses it (environment, project, login); where there is none, the local cloud's.
 * @param local The local cloud's, in any case.
 * @param use For a preview the local cloud needs no stacks yet.
 * @throws Error that says what to do where there is none.
 */
export function currentBackend(
  project: string,
  env: NodeJS.ProcessEnv,
  local: boolean,
  use: "states" | "preview",
): Backend {
  const chosen = local ? undefined : (filled(env.PULUMI_BACKEND_URL) ?? ofProject(project) ?? ofLogin(env));
  if (chosen !== undefined) return { url: chosen, isLocalCloud: false };
  const folder = localCloud(project, env);
  const mayBeEmpty = use === "preview" && existsSync(join(project, "local", "run.mjs"));
  if (existsSync(folder) || mayBeEmpty) return { url: pathToFileURL(folder).href, isLocalCloud: true };
  if (local) throw new Error("the local cloud has no stacks here: npm start makes them");
  throw new Error("no Pulumi backend: run pulumi login, or npm start for the local cloud, or name files with --state");
}

function filled(value: string | undefined): string | undefined {
  return value === undefined || value === "" ? undefined : value;
}

function ofProject(project: string): string | undefined {
  const path = join(project, "Pulumi.yaml");
  if (!existsSync(path)) return undefined;
  return /^backend:\s*\n(?:[ \t]+.*\n)*?[ \t]+url:\s*["']?([^\s"']+)/m.exec(readFileSync(path, "utf8"))?.[1];
}

/** What `pulumi login` notes. */
function ofLogin(env: NodeJS.ProcessEnv): string | undefined {
  const home = filled(env.PULUMI_HOME) ?? join(filled(env.HOME) ?? homedir(), ".pulumi");
  const path = join(home, "credentials.json");
  if (!existsSync(path)) return undefined;
  try {
    const { current } = JSON.parse(readFileSync(path, "utf8")) as { readonly current?: unknown };
    return typeof current === "string" ? filled(current) : undefined;
  } catch {
    throw new Error(`${path} is not JSON: run pulumi login again`);
  }
}

/** The project's name, under which backends keep its stacks. @throws Error where there is no project. */
export function projectName(project: string): string {
  const path = join(project, "Pulumi.yaml");
  const name = existsSync(path) ? /^name:\s*["']?([^\s"'#]+)/m.exec(readFileSync(path, "utf8"))?.[1] : undefined;
  if (name !== undefined) return name;
  throw new Error(
    `${project} holds no Pulumi.yaml with a name: run this in the project's folder, or name files with --state`,
  );
}
