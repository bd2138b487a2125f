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
  const path = join(stacksFolder(backend), `${stack}.json`);
  if (!existsSync(path)) return [];
  const { checkpoint } = JSON.parse(readFileSync(path, "utf8")) as {
    checkpoint?: { latest?: { resources?: readonly Partial<StackResource>[] } };
  };
  return (checkpoint?.latest?.resources ?? [])
    .map(({ urn = "", type = "", outputs = {} }) => ({ urn, type, outputs }))
    .filter(({ type }) => type !== "pulumi:pulumi:Stack");
}

function stacksFolder(backend: string): string {
  return join(backend, ".pulumi", "stacks", "lattice-db");
}
