import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** The stacks that a project's stack files declare, by what they are; each list in alphabetical order. */
export interface DeclaredStacks {
  readonly producers: readonly string[];
  readonly consumers: readonly string[];
  /** Those whose file names no role: none of this program's. */
  readonly others: readonly string[];
}

/** Reads `lattice-db:role` of every Pulumi.STACK.yaml in the folder. A file that is no YAML is for Pulumi to refuse. */
export function declaredStacks(project: string): DeclaredStacks {
  const roles = stackNames(project).map((name) => [name, roleOf(fileOf(project, name))] as const);
  const named = (wanted: string): string[] => roles.filter(([, role]) => role === wanted).map(([name]) => name);
  const [producers, consumers] = [named("producer"), named("consumer")];
  const others = roles.map(([name]) => name).filter((name) => ![...producers, ...consumers].includes(name));
  return { producers, consumers, others };
}

/** An account id that no stack file has anywhere, so that no share can name it. */
export function strangerTo(project: string): string {
  const texts = stackNames(project).map((name) => fileOf(project, name));
  const candidates = ["777788889999", "888899990000", "999900001111"];
  const free = candidates.find((id) => texts.every((text) => !text.includes(id)));
  return free ?? unusedAmong(texts);
}

/** The engines of the databases that a stack file declares; none for a file that says nothing of any. */
export function declaredEngines(project: string, stack: string): readonly string[] {
  const databases = configOf(fileOf(project, stack))?.["lattice-db:databases"];
  if (typeof databases !== "object" || databases === null) return [];
  const engines = Object.values(databases).map((database: unknown) =>
    typeof database === "object" && database !== null && "engine" in database ? database.engine : undefined,
  );
  return engines.filter((engine) => typeof engine === "string");
}

function unusedAmong(texts: readonly string[]): string {
  for (let id = 700_000_000_000; ; id += 1) {
    if (texts.every((text) => !text.includes(String(id)))) return String(id);
  }
}

function stackNames(project: string): string[] {
  return readdirSync(project)
    .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();
}

function fileOf(project: string, stack: string): string {
  return readFileSync(join(project, `Pulumi.${stack}.yaml`), "utf8");
}

function roleOf(text: string): unknown {
  return configOf(text)?.["lattice-db:role"];
}

function configOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return (parse(text) as { config?: Record<string, unknown> } | null)?.config;
  } catch {
    return undefined;
  }
}
