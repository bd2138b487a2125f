import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

import type { StackConfig } from "./paste";

const ROOT = join(__dirname, "..", "..");

interface Project {
  readonly config: Readonly<
    Record<string, { readonly type?: string; readonly description: string; readonly default: unknown }>
  >;
}
interface StackFile {
  readonly config: StackConfig;
}

/** Pulumi.yaml as it is committed. */
export function project(): Project {
  return parse(readFileSync(join(ROOT, "Pulumi.yaml"), "utf8")) as Project;
}

/** The values a committed stack gets from the engine: its file's, and Pulumi.yaml's defaults for what it leaves out. */
export function stackValues(stack: string, change: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  return engineValues(withDefaults({ ...stackConfig(stack), ...change }));
}

/** The `config` of a committed stack file, for its reader to change. */
export function stackConfig(stack: string): StackConfig {
  return (parse(readFileSync(join(ROOT, `Pulumi.${stack}.yaml`), "utf8")) as StackFile).config;
}

/** With Pulumi.yaml's defaults for what is left out. */
export function withDefaults(config: StackConfig): StackConfig {
  const defaults = Object.entries(project().config).map(([key, one]) => [`lattice-db:${key}`, one.default] as const);
  return { ...Object.fromEntries(defaults), ...config };
}

/** As the engine hands them over: maps as JSON, a key without a value as empty text. */
export function engineValues(config: StackConfig): Record<string, string> {
  const given = Object.entries(config).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([key, value]) => [key, asText(value)]));
}

function asText(value: unknown): string {
  if (value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
