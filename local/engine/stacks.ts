import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

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
  const { resources = [] } = checkpointOf<{ resources: readonly Partial<StackResource>[] }>(backend, stack);
  return resources
    .map(({ urn = "", type = "", outputs = {} }) => ({ urn, type, outputs }))
    .filter(({ type }) => type !== "pulumi:pulumi:Stack");
}

/**
 * Looks whether the engine will be able to read the state of a stack, or of all of them: it names neither the file nor a
 * remedy where it cannot.
 * @throws Error for a damaged one.
 */
export function checkStates(backend: string, stack?: string): void {
  if (stack === undefined) localStacks(backend);
  else checkpointOf(backend, stack);
}

/** What a stack's file has of its last update, `Latest` saying what of it is read; nothing where there is no such stack. */
export function checkpointOf<Latest>(backend: string, stack: string): Partial<Latest> {
  if (!hasStack(backend, stack)) return {};
  return readStack<Latest>(stackFile(backend, stack), stack).checkpoint?.latest ?? {};
}

/** @throws Error that names the file, and the copy of it that the engine keeps, where it cannot be read. */
function readStack<Latest>(
  path: string,
  stack: string,
): { readonly checkpoint?: { readonly latest?: Partial<Latest> } } {
  try {
    const file = JSON.parse(readFileSync(path, "utf8")) as unknown;
    if (typeof file === "object" && file !== null) return file;
  } catch {
    // As below.
  }
  const before = existsSync(`${path}.bak`)
    ? `restore it (cp ${path}.bak ${path} is its state before the last change; then npm run local -- pulumi up -s ${stack})`
    : "restore it";
  throw new Error(`${path}, the state of a stack, is damaged: ${before}, or start anew with: npm run local -- reset`);
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
