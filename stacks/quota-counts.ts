import { AURORA_ENGINES, auroraFamily } from "../components/database/aurora-engine";
import { DEFAULT_INSTANCES } from "../components/database/cluster-settings";
import { ENGINES, parameterGroupFamily } from "../components/database/database-engine";
import { DATABASE_DEFAULTS } from "../components/database/database-settings";
import { byConfiguration } from "./endpoint-names";
import type { DatabaseEntry } from "./settings/kinds";
import { QUOTAS, type Quota } from "./settings/quotas";

/** What a stack is about to have of what a quota counts. */
export type Count = readonly [quota: Quota, count: number];

/**
 * A producer's counts, as far as they grow with its databases.
 * @param alone Those that are in no fleet, and have a group of each kind of their own.
 */
export function producerCounts(
  databases: Readonly<Record<string, DatabaseEntry>>,
  alone: readonly string[],
): readonly Count[] {
  const all = Object.values(databases);
  const made = Object.entries(databases).flatMap(([name, entry]) =>
    entry.kind === "existing" ? [] : [[name, entry] as const],
  );
  const members = made.flatMap(([name, entry]) => (alone.includes(name) ? [] : [entry]));
  const standing = made.flatMap(([name, entry]) => (alone.includes(name) && hasReplicas(entry) ? [entry] : []));
  const groups = new Set(members.flatMap(groupsOf)).size + standing.length;
  const proxies = all.filter(({ proxy }) => proxy !== undefined).length;
  const adopted = all.length - made.length;
  const configured = Object.values(byConfiguration(databases));
  const shared = configured.filter(({ sharedWith }) => sharedWith.length > 0);
  const shares = shared.flatMap(sharesOf);
  const outside = shares.filter(({ allowExternalPrincipals }) => allowExternalPrincipals);
  const fleets = members.length === 0 ? 0 : 1;
  return [
    [QUOTAS.instances, sum(all, instancesOf)],
    [QUOTAS.clusters, all.filter(({ kind }) => kind === "cluster").length],
    [QUOTAS.proxies, proxies],
    [QUOTAS.subnetGroups, alone.length + fleets],
    [QUOTAS.parameterGroups, alone.length + familiesOf(members, "instance")],
    [QUOTAS.clusterParameterGroups, familiesOf(members, "cluster")],
    [QUOTAS.storage, sum(all, storageOf)],
    // The network's own and the gateway's besides.
    [QUOTAS.securityGroups, alone.length + groups + proxies + 2],
    [QUOTAS.securityGroupRules, alone.length + groups + proxies + adopted],
    [QUOTAS.configurations, configured.length],
    [QUOTAS.shares, shares.length],
    [QUOTAS.principals, sum(shares, ({ principals }) => principals)],
    [QUOTAS.invitations, sum(outside, ({ principals }) => principals)],
    // A connect role each, and a proxy's own; flow log, monitoring and backup, of which a database alone has its own.
    [QUOTAS.roles, shares.length + proxies + 1 + 2 * (alone.length + fleets)],
    [QUOTAS.keys, made.length + 1 + fleets],
  ];
}

/** The RAM shares of a database, each with a connect role: one for a list, one for each grant. */
function sharesOf({ sharedWith, grants, allowExternalPrincipals }: DatabaseEntry) {
  if (grants === undefined) return [{ principals: sharedWith.length, allowExternalPrincipals }];
  return Object.values(grants).map((grant) => ({ ...grant, principals: 1 }));
}

/** What is made here, rather than there already. */
type MadeEntry = Exclude<DatabaseEntry, { kind: "existing" }>;

/** The port a database listens on. */
export function portOf(entry: MadeEntry): number {
  if (entry.kind === "cluster") return entry.cluster.port ?? AURORA_ENGINES[entry.cluster.engine].port;
  return entry.instance.port ?? ENGINES[entry.instance.engine].port;
}

/** Of a database with a proxy the group is its own; its replicas carry their port's. */
function groupsOf(entry: MadeEntry): readonly unknown[] {
  if (entry.proxy === undefined) return [portOf(entry)];
  return hasReplicas(entry) ? [entry, portOf(entry)] : [entry];
}

function hasReplicas(entry: MadeEntry): boolean {
  return entry.kind === "instance" && Object.keys(entry.instance.readReplicas ?? {}).length > 0;
}

function familiesOf(entries: readonly MadeEntry[], kind: MadeEntry["kind"]): number {
  const families = entries.flatMap((entry): readonly unknown[] => {
    if (entry.kind !== kind) return [];
    if (entry.kind === "cluster") return [auroraFamily(entry.cluster.engine, entry.cluster.engineVersion)];
    const { engine, engineVersion, parameters = {} } = entry.instance;
    // Its own parameters are in a group of its own.
    return Object.keys(parameters).length > 0 ? [entry] : [parameterGroupFamily(engine, engineVersion)];
  });
  return new Set(families).size;
}

function instancesOf(entry: DatabaseEntry): number {
  if (entry.kind === "existing") return 0;
  if (entry.kind === "cluster") return Object.keys(entry.cluster.instances ?? DEFAULT_INSTANCES).length;
  return 1 + Object.keys(entry.instance.readReplicas ?? {}).length;
}

/** A cluster's storage is counted with clusters. */
function storageOf(entry: DatabaseEntry): number {
  if (entry.kind !== "instance") return 0;
  return instancesOf(entry) * (entry.instance.allocatedStorageGib ?? DATABASE_DEFAULTS.allocatedStorageGib);
}

function sum<Item>(items: readonly Item[], count: (item: Item) => number): number {
  return items.reduce((total, item) => total + count(item), 0);
}

/** A consumer's: each database is in the service network, each port has a rule in either security group. */
export function consumerCounts(databases: Readonly<Record<string, { readonly port: number }>>): readonly Count[] {
  const ports = new Set(Object.values(databases).map(({ port }) => port));
  return [
    [QUOTAS.configurationsInNetwork, Object.keys(databases).length],
    [QUOTAS.securityGroupRules, ports.size],
  ];
}
