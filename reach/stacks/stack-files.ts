import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { projectName } from "./backend";

/** What a stack file (Pulumi.NAME.yaml) says of how its stack stands to others. */
export interface StackFile {
  readonly name: string;
  /** The stack whose contract it reads, in short; none for producers, and where the contract comes by another road. */
  readonly buildsOn?: string;
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
  const reference = config?.[`${namespace}:producerStack`];
  if (typeof reference !== "string" || reference === "") return { name };
  return { name, buildsOn: shortName(reference) };
}

/** `producer`, of `organization/lattice-db/producer`, as a stack reference has it. */
export function shortName(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
