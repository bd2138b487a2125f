import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UnreadableFile } from "../../resources/json-file";
import { parseState, type Deployment } from "../../resources/state-file";

/** A resource as a stack's state has it. */
export interface StackResource {
  readonly urn: string;
  readonly type: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** A stack of the local backend. */
export interface LocalStack {
  readonly name: string;
  /** How many resources its state has, the stack itself not counted. */
  readonly resources: number;
}

/** The stacks of the local backend, read from its files. */
export function localStacks(backend: string): LocalStack[] {
  const folder = stacksFolder(backend);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.replace(/\.json$/, ""));
  return names.sort().map((name) => ({ name, resources: stackResources(backend, name).length }));
}

/** The resources of a stack, the stack itself left out; none where there is no such stack. */
export function stackResources(backend: string, stack: string): StackResource[] {
  const { resources = [] } = stackState(backend, stack);
  return resources
    .map(({ urn, type, outputs = {} }) => ({ urn, type, outputs }))
    .filter(({ type }) => type !== "pulumi:pulumi:Stack");
}

/**
 * Looks whether the engine will be able to read the state of a stack, or of all of them: it names neither the file nor a
 * remedy where it cannot.
 * @throws Error for one that cannot be read, with the reason.
 */
export function checkStates(backend: string, stack?: string): void {
  if (stack === undefined) localStacks(backend);
  else stackState(backend, stack);
}

/** A stack's state after its last update; empty where there is no such stack. */
export function stackState(backend: string, stack: string): Deployment {
  if (!hasStack(backend, stack)) return {};
  const path = stackFile(backend, stack);
  try {
    return parseState(readFileSync(path, "utf8"), path);
  } catch (error) {
    const why = error instanceof UnreadableFile ? error.what : error instanceof Error ? error.message : String(error);
    const text = `${path}, the state of a stack, cannot be read (${why}): ${restore(path, stack)}`;
    throw new Error(text, { cause: error });
  }
}

/** The engine keeps a copy of the state before the last change. */
function restore(path: string, stack: string): string {
  const copy = `${path}.bak`;
  const back = existsSync(copy)
    ? `restore it (cp ${copy} ${path} is its state before the last change; then npm run local -- pulumi up -s ${stack})`
    : "restore it";
  return `${back}, or start anew with: npm run local -- reset`;
}

/** True where the stack exists in the local backend. */
export function hasStack(backend: string, stack: string): boolean {
  return existsSync(stackFile(backend, stack));
}

function stackFile(backend: string, stack: string): string {
  return join(stacksFolder(backend), `${stack}.json`);
}

function stacksFolder(backend: string): string {
  return join(backend, ".pulumi", "stacks", "lattice-db");
}
