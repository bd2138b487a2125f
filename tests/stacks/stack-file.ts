import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const ROOT = join(__dirname, "..", "..");

interface Project {
  readonly config: Readonly<
    Record<string, { readonly type?: string; readonly description: string; readonly default: unknown }>
  >;
}
interface StackFile {
  readonly config: Readonly<Record<string, unknown>>;
}

/** Pulumi.yaml as it is committed. */
export function project(): Project {
  return parse(readFileSync(join(ROOT, "Pulumi.yaml"), "utf8")) as Project;
}

/** The values a committed stack gets from the engine: its file's, and Pulumi.yaml's defaults for what it leaves out. */
export function stackValues(stack: string, change: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  const defaults = Object.entries(project().config).map(([key, { default: value }]) => [`lattice-db:${key}`, value]);
  const file = parse(readFileSync(join(ROOT, `Pulumi.${stack}.yaml`), "utf8")) as StackFile;
  const all = { ...(Object.fromEntries(defaults) as Record<string, unknown>), ...file.config, ...change };
  const given = Object.entries(all).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}
