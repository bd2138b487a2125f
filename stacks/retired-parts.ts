import { PROXY_SUFFIX } from "../components/database/proxy-problems";
import { replicasOf, type HasParts } from "./endpoint-names";

type Entries = Readonly<Record<string, HasParts>>;

/** What `retire` names of a database without naming all of it: `orders/copy`, `orders/proxy`. */
export interface Part {
  /** As `retire` has it. */
  readonly name: string;
  /** The name of its resource configuration, by which consumers know it. */
  readonly configuration: string;
}

const PROXY = PROXY_SUFFIX.slice(1);

/** The parts of databases that can go alone: read replicas and proxies. */
export function partsOf(databases: Entries): Part[] {
  return Object.entries(databases).flatMap(([database, entry]) =>
    [...replicasOf(entry), ...(entry.proxy === undefined ? [] : [PROXY])].map((part) => partOf(database, part)),
  );
}

/** Of a name in `retire` the part it stands for, whether it is there or not; undefined where it is no part's. */
export function partNamed(name: string): Part | undefined {
  const [, database, part] = /^([^/]+)\/([^/]+)$/.exec(name) ?? [];
  return database === undefined || part === undefined ? undefined : partOf(database, part);
}

/** The keys of a database's read replicas that are to go alone, or went with this deployment or the last. */
export function retiredReplicas(retire: readonly string[], database: string, entry: HasParts): string[] {
  const parts = retire.flatMap((name) => (name.startsWith(`${database}/`) ? [name.slice(database.length + 1)] : []));
  return parts.filter((part) => part !== PROXY || replicasOf(entry).includes(part));
}

function partOf(database: string, part: string): Part {
  return { name: `${database}/${part}`, configuration: `${database}-${part}` };
}

/** A retired part is shared with nobody: what leads there must be gone before it. */
export function withoutRetired<Shared extends { readonly sharedWith: readonly string[] }>(
  configurations: Readonly<Record<string, Shared>>,
  retire: readonly string[],
): Record<string, Shared> {
  const retired = retire.flatMap((name) => partNamed(name)?.configuration ?? []);
  return Object.fromEntries(
    Object.entries(configurations).map(([name, shared]) => [
      name,
      retired.includes(name) ? { ...shared, sharedWith: [] } : shared,
    ]),
  );
}
