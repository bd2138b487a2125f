import { PROXY_SUFFIX } from "../components/database/proxy-problems";
import { configKey, NAMESPACE, problem, shown, type ConfigProblem } from "./config-problem";
import type { PartialDatabaseEntry } from "./settings/kinds";

/** Behind the database's name in the contract. */
export const READER_SUFFIX = "-reader";

/** How long the name of what has a resource configuration of its own can be (`resourceGatewayProblems`). */
const MOST_CHARACTERS = 29;

/** A name that a database takes among the databases of the contract besides its own. */
interface DerivedName {
  readonly name: string;
  /** What in its settings takes it. */
  readonly path: readonly string[];
  /** How it is given up. */
  readonly mend: Pick<ConfigProblem, "edits" | "remove">;
  /** "must be false", "must be left out" */
  readonly must: string;
}

type Entries = Readonly<Record<string, PartialDatabaseEntry>>;

/** Names of endpoints that another database has already, or that are too long. */
export function endpointNameProblems(databases: Entries): ConfigProblem[] {
  const names = Object.keys(databases);
  return Object.entries(databases).flatMap(([database, entry]) =>
    derivedNames(database, entry).flatMap(({ name, path, mend, must }): ConfigProblem[] => {
      const of = shown(database);
      if (names.includes(name)) {
        const text = `${must} beside a database named ${shown(name)}, by which consumers would know this one's too`;
        return [{ ...problem(path, text), ...mend }];
      }
      if (!name.endsWith(PROXY_SUFFIX) || name.length <= MOST_CHARACTERS) return [];
      const most = MOST_CHARACTERS - PROXY_SUFFIX.length;
      const text = `${must} of a database whose name has more than ${most} characters, got ${of} with ${database.length}`;
      return [{ ...problem(path, text), ...mend }];
    }),
  );
}

function derivedNames(database: string, entry: PartialDatabaseEntry): DerivedName[] {
  const path = ["databases", database];
  const reader = {
    name: `${database}${READER_SUFFIX}`,
    path: [...path, "shareReader"],
    must: "must be false",
    mend: { edits: [{ key: configKey(NAMESPACE, [...path, "shareReader"]), value: "false" }] },
  };
  const proxy = {
    name: `${database}${PROXY_SUFFIX}`,
    path: [...path, "proxy"],
    must: "must be left out",
    mend: { remove: true },
  };
  const replicas = replicasOf(entry).map((replica) => ({
    name: `${database}-${replica}`,
    path: [...path, "readReplicas", replica],
    must: "must have another name",
    mend: { edits: [] },
  }));
  return [...(mayHaveReader(entry) ? [reader] : []), ...(entry.proxy === undefined ? [] : [proxy]), ...replicas];
}

/** The keys of a database's read replicas. */
export function replicasOf({ instance }: HasParts): string[] {
  return Object.keys(instance?.readReplicas ?? {});
}

/** As much of an entry as says which parts it has: only an instance has replicas. */
export interface HasParts {
  readonly kind?: unknown;
  readonly instance?: { readonly readReplicas?: Readonly<Record<string, unknown>> | undefined };
  readonly proxy?: unknown;
}

/** Of an identifier only RDS knows whether it is a cluster's. */
function mayHaveReader(entry: PartialDatabaseEntry): boolean {
  if (entry.kind === "instance" || !entry.shareReader) return false;
  if (entry.kind === "cluster") return true;
  const { identifier, arn } = entry.existing;
  return identifier !== undefined || arn?.includes(":cluster:") === true;
}

/** The database in whose settings a name stands that has a resource configuration of its own. */
export function databaseOf(name: string, databases: Readonly<Record<string, HasParts>>): string {
  const owners = Object.entries(databases).filter(([key, entry]) =>
    Object.hasOwn(byConfiguration({ [key]: entry }), name),
  );
  return owners[0]?.[0] ?? name;
}

/** The same settings by every name that has a resource configuration of its own. */
export function byConfiguration<Entry extends HasParts>(
  databases: Readonly<Record<string, Entry>>,
): Record<string, Entry> {
  const entries = Object.entries(databases).flatMap(([name, entry]): [string, Entry][] => [
    [name, entry],
    ...replicasOf(entry).map((replica): [string, Entry] => [`${name}-${replica}`, entry]),
    ...(entry.proxy === undefined ? [] : [[`${name}${PROXY_SUFFIX}`, entry] satisfies [string, Entry]]),
  ]);
  return Object.fromEntries(entries);
}
