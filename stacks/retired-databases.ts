import { configurationsHad } from "./configurations-had";
import { configError } from "./config-error";
import { problem, type ConfigProblem } from "./config-problem";
import type { Outputs } from "./own-outputs";
import { partNamed, partsOf } from "./retired-parts";
import type { ProducerSettings } from "./settings";

type Given = Pick<ProducerSettings, "databases" | "retire">;

/**
 * Refuses names in `retire` that are of no database of this stack, and databases that would be made unguarded.
 * @param before The outputs of the last deployment, if there was one.
 * @throws pulumi.RunError
 */
export function checkRetired(stack: string, given: Given, before: Outputs | undefined): void {
  const problems = retireProblems(given, before);
  if (problems.length > 0) throw configError(stack, problems);
}

/** What is wrong with `retire`; empty when nothing is. */
export function retireProblems({ databases, retire }: Given, before: Outputs | undefined): ConfigProblem[] {
  const deployed = configurationsHad(before);
  const retired = namesIn(before?.["retired"]);
  const parts = partsOf(databases);
  const whole = deployed.filter((name) => !parts.some(({ configuration }) => configuration === name));
  const names = [...new Set([...Object.keys(databases), ...parts.map(({ name }) => name), ...whole])].sort();
  return retire.flatMap((name, index) => {
    const text = problemOf(name);
    return text === undefined ? [] : [{ ...problem(["retire", index], text), remove: true }];
  });

  function problemOf(name: string): string | undefined {
    const part = partNamed(name);
    const configuration = part?.configuration ?? name;
    const isThere = deployed.includes(configuration);
    if (Object.hasOwn(databases, name) || parts.some((each) => each.name === name)) {
      if (before === undefined || isThere) return undefined;
      return `must not be "${name}", which is still to be made: it would be made without protection`;
    }
    if (isInstance(databases, name)) {
      return `must not be "${name}": nothing keeps an instance of a cluster, so take it out of its instances and deploy`;
    }
    // A name that was there before stays right, so that a removal which was cut short can go on.
    if (retired.includes(name)) return undefined;
    if (isThere && !Object.hasOwn(databases, configuration) && (part !== undefined || whole.includes(name))) {
      return undefined;
    }
    return `must be a database of this stack (${names.join(", ")}), got "${name}"`;
  }
}

/** An instance of an Aurora cluster, whose data is the cluster's. */
function isInstance(databases: Given["databases"], name: string): boolean {
  return Object.entries(databases).some(
    ([database, entry]) =>
      entry.kind === "cluster" &&
      Object.keys(entry.cluster.instances ?? {}).some((key) => name === `${database}/${key}`),
  );
}

function namesIn(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
