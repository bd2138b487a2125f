import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A stack of the local backend. */
export interface LocalStack {
  readonly name: string;
  /** How many resources its state has, the stack itself not counted. */
  readonly resources: number;
}

/** The stacks of the local backend, read from its files. */
export function localStacks(backend: string): LocalStack[] {
  const folder = join(backend, ".pulumi", "stacks", "lattice-db");
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return files
    .sort()
    .map((file) => ({ name: file.replace(/\.json$/, ""), resources: resourcesIn(join(folder, file)) }));
}

function resourcesIn(path: string): number {
  const { checkpoint } = JSON.parse(readFileSync(path, "utf8")) as {
    checkpoint?: { latest?: { resources?: readonly { type: string }[] } };
  };
  return (checkpoint?.latest?.resources ?? []).filter(({ type }) => type !== "pulumi:pulumi:Stack").length;
}
