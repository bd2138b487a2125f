import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { projectName } from "./backend";

/** What a stack file (Pulumi.NAME.yaml) says of how its stack stands to others. */
export interface StackFile {
  readonly name: string;
  /** The stacks whose contracts it reads, in short; none for producers, and where contracts come by other roads. */
  readonly buildsOn?: readonly string[];
}

/** The stacks of the project that have a stack file, those that others build on first. */
export function stackFiles(project: string): readonly StackFile[] {
  const namespace = projectName(project);
  const names = existsSync(project)
    ? readdirSync(project).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
    : [];
  const files = names.sort().map((name) => stackFile(project, namespace, name));
  return [
    ...files.filter(({ buildsOn }) => buildsOn === undefined),
    ...files.filter(({ buildsOn }) => buildsOn !== undefined),
  ];
}

function stackFile(project: string, namespace: string, name: string): StackFile {
  const path = join(project, `Pulumi.${name}.yaml`);
  const { config } = (parse(readFileSync(path, "utf8")) ?? {}) as {
    readonly config?: Readonly<Record<string, unknown>>;
  };
  const several = Object.values(config?.[`${namespace}:producers`] ?? {}) as ({ readonly stack?: unknown } | null)[];
  const references = [config?.[`${namespace}:producerStack`], ...several.map((road) => road?.stack)];
  const buildsOn = references.flatMap((it) => (typeof it === "string" && it !== "" ? [shortName(it)] : []));
  return buildsOn.length === 0 ? { name } : { name, buildsOn };
}

/** `producer`, of `organization/lattice-db/producer`, as a stack reference has it. */
export function shortName(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
