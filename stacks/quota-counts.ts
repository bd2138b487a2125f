import { ENGINES, parameterGroupFamily, type DatabaseEngine } from "../components/database/database-engine";
import { DATABASE_DEFAULTS } from "../components/database/database-settings";
import { QUOTAS, type Quota } from "./settings/quotas";

/** What a stack is about to have of what a quota counts. */
export type Count = readonly [quota: Quota, count: number];

/** What of a database it takes to count. */
interface Counted {
  readonly instance: {
    readonly engine: DatabaseEngine;
    readonly engineVersion: string;
    readonly port?: number | undefined;
    readonly allocatedStorageGib?: number | undefined;
  };
  readonly sharedWith: readonly string[];
  readonly allowExternalPrincipals: boolean;
}

/**
 * A producer's counts, as far as they grow with its databases.
 * @param alone Those that are in no fleet, and have a group of each kind of their own.
 */
export function producerCounts(
  databases: Readonly<Record<string, Counted>>,
  alone: readonly string[],
): readonly Count[] {
  const all = Object.values(databases);
  const members = Object.entries(databases).flatMap(([name, { instance }]) => (alone.includes(name) ? [] : [instance]));
  const ports = new Set(members.map(({ engine, port }) => port ?? ENGINES[engine].port)).size;
  const families = new Set(members.map(({ engine, engineVersion }) => parameterGroupFamily(engine, engineVersion)));
  const shared = all.filter(({ sharedWith }) => sharedWith.length > 0);
  const outside = shared.filter(({ allowExternalPrincipals }) => allowExternalPrincipals);
  const fleets = members.length === 0 ? 0 : 1;
  return [
    [QUOTAS.instances, all.length],
    [QUOTAS.subnetGroups, alone.length + fleets],
    [QUOTAS.parameterGroups, alone.length + families.size],
    [QUOTAS.storage, sum(all, ({ instance }) => instance.allocatedStorageGib ?? DATABASE_DEFAULTS.allocatedStorageGib)],
    // The network's own and the gateway's besides.
    [QUOTAS.securityGroups, alone.length + ports + 2],
    [QUOTAS.securityGroupRules, alone.length + ports],
    [QUOTAS.configurations, all.length],
    [QUOTAS.shares, shared.length],
    [QUOTAS.principals, sum(shared, ({ sharedWith }) => sharedWith.length)],
    [QUOTAS.invitations, sum(outside, ({ sharedWith }) => sharedWith.length)],
    // A connect role each; flow log, monitoring and backup, of which a database alone has its own.
    [QUOTAS.roles, shared.length + 1 + 2 * (alone.length + fleets)],
    [QUOTAS.keys, all.length + 1 + fleets],
  ];
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
