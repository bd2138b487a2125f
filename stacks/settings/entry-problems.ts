import type { Place } from "../../components/account/place";
import { clusterProblems, isInstanceKey } from "../../components/database/cluster-problems";
import { databaseProblems } from "../../components/database/database-problems";
import { DATABASE_DEFAULTS } from "../../components/database/database-settings";
import { existingProblems, namedBy } from "../../components/database/existing-problems";
import { proxyProblems } from "../../components/database/proxy-problems";
import { configKey, fieldProblem, moved, NAMESPACE, problem, shown, type ConfigProblem } from "../config-problem";
import type { PartialDatabaseEntry } from "./kinds";

/**
 * Whether a database's own settings make sense to AWS, and with each other, whatever kind it is.
 * @param given The same as the stack file has it, in whatever form.
 */
export function entryProblems(
  name: string,
  entry: PartialDatabaseEntry,
  given: unknown,
  place: Place | undefined,
): ConfigProblem[] {
  const path = ["databases", name];
  const ofProxy = proxyProblems(entry.proxy ?? {}).map((said) => mended(fieldProblem([...path, "proxy"], said)));
  return [
    ...ownProblems(name, entry, given, place).map((said) => mended(fieldProblem(path, said))),
    ...keyProblems(path, entry),
    ...ofProxy,
  ];
}

function ownProblems(name: string, entry: PartialDatabaseEntry, given: unknown, place: Place | undefined): string[] {
  switch (entry.kind) {
    case "instance":
      return databaseProblems(name, entry.instance);
    case "cluster":
      return clusterProblems(name, entry.cluster);
    case "existing":
      return existingProblems(entry.existing, place, namedBy(given as Readonly<Record<string, unknown>>).length > 0);
  }
}

/** What must be left out goes. */
function mended(said: ConfigProblem): ConfigProblem {
  return said.text.startsWith("must be left out") ? { ...said, remove: true } : said;
}

/** Instances of a cluster by keys that cannot be, each with the way to one that can. */
function keyProblems(path: readonly string[], entry: PartialDatabaseEntry): ConfigProblem[] {
  if (entry.kind !== "cluster") return [];
  const instances = Object.entries(entry.cluster.instances ?? {});
  const taken = instances.map(([key]) => key).filter(isInstanceKey);
  return instances.flatMap(([key, instance]): ConfigProblem[] => {
    if (isInstanceKey(key)) return [];
    const free = LETTERS.find((letter) => !taken.includes(letter)) ?? "z";
    taken.push(free);
    const from = [...path, "instances", key];
    const to = configKey(NAMESPACE, [...path, "instances", free]);
    const isEmpty = Object.keys(instance).length === 0;
    const text = `must have a key of 1-20 lower-case letters, digits and single "-", got ${shown(key)}`;
    const given = isEmpty ? { promotionTier: 1 } : instance;
    return [{ ...problem(from, text), edits: moved(NAMESPACE, given, from, to) }];
  });
}

const LETTERS = Array.from({ length: 26 }, (_, index) => String.fromCharCode(97 + index));

/** The owner's login, as far as this program decides it. */
export function masterUsernameOf(entry: PartialDatabaseEntry): string | undefined {
  if (entry.kind === "existing") return undefined;
  const { masterUsername } = entry.kind === "instance" ? entry.instance : entry.cluster;
  return masterUsername ?? DATABASE_DEFAULTS.masterUsername;
}
