import type * as pulumi from "@pulumi/pulumi";

import type { Place } from "../components/account/place";
import { AuroraCluster } from "../components/database/aurora-cluster";
import { Database } from "../components/database/database";
import type { DatabaseFleet } from "../components/database/database-fleet";
import { DatabaseProxy, type ProxyTargetIdentifier } from "../components/database/database-proxy";
import { PROXY_SUFFIX } from "../components/database/proxy-problems";
import { ExistingDatabase } from "../components/database/existing-database";
import type { ShareableDatabase } from "../components/database/shareable-database";
import type { LogSettings } from "../components/watch/log-settings";
import type { ProducerConfig } from "./config";
import type { FoundDatabases } from "./existing-databases";
import { retiredReplicas } from "./retired-parts";
import type { DatabaseEntry } from "./settings/kinds";

/** Where the databases of a producer stand. */
export interface Surroundings {
  readonly place: Place;
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<string>[];
  /** Those of a database's proxy, which AWS moves to no others. */
  readonly proxySubnetIds: (database: string) => pulumi.Input<string>[];
  readonly logs: LogSettings;
  /** Whether those that are made here have IPv6 addresses too. */
  readonly dualStack: boolean;
  /** What they share; undefined where none of them does. */
  readonly fleet: DatabaseFleet | undefined;
  /** Those that are in no fleet: databases of 0.1. */
  readonly alone: readonly string[];
  /** Those that are there already, as they were found. */
  readonly existing: FoundDatabases;
}

/** What a setting makes: a database and how a proxy finds it. */
interface Made {
  readonly database: ShareableDatabase;
  readonly identifier: ProxyTargetIdentifier;
}

/** All that can be shared of what is configured, by the names of their resource configurations. */
export type Shareables = Readonly<Record<string, ShareableDatabase>>;

/** Makes the databases of a configuration, and the proxies in front of them. */
export function madeDatabases(config: ProducerConfig, surroundings: Surroundings): Shareables {
  const entries = Object.entries(config.databases).flatMap(([name, entry]): [string, ShareableDatabase][] => {
    const { database, identifier } = made(name, entry, guards(config, name, entry), surroundings);
    const own = [[name, database] satisfies [string, ShareableDatabase], ...replicasOf(name, database)];
    if (entry.proxy === undefined) return own;
    const { place, vpcId, proxySubnetIds, logs } = surroundings;
    const { loginUser, proxy } = entry;
    const front = new DatabaseProxy(name, {
      place,
      vpcId,
      subnetIds: proxySubnetIds(name),
      ...logs,
      ...proxy,
      database,
      target: identifier,
      loginUser,
    });
    return [...own, [`${name}${PROXY_SUFFIX}`, front]];
  });
  return Object.fromEntries(entries);
}

/** Read replicas are shared like databases, by the name of theirs and their own. */
function replicasOf(name: string, database: ShareableDatabase): [string, ShareableDatabase][] {
  if (!(database instanceof Database)) return [];
  return Object.entries(database.readReplicas).map(([replica, one]) => [`${name}-${replica}`, one]);
}

/** What keeps a database from being deleted, unless it, or one of its replicas, is retired. */
function guards({ protect, retire }: ProducerConfig, name: string, entry: DatabaseEntry) {
  const isRetired = retire.includes(name);
  const replicas = retiredReplicas(retire, name, entry);
  return {
    protect: protect && !isRetired,
    ...(isRetired && { deletionProtection: false }),
    ...(replicas.length > 0 && { retiredReplicas: replicas }),
  };
}

function made(name: string, entry: DatabaseEntry, guarding: ReturnType<typeof guards>, around: Surroundings): Made {
  const { place, logs, vpcId, subnetIds, alone } = around;
  const fleet = alone.includes(name) ? undefined : around.fleet;
  // A proxy reaches its own database and none that listens on the same port.
  const group = entry.proxy === undefined ? undefined : name;
  const both = around.dualStack ? { dualStack: true } : {};
  switch (entry.kind) {
    case "instance": {
      const where = fleet === undefined ? { vpcId, subnetIds } : { fleet: fleet.member(entry.instance, group) };
      const database = new Database(name, { place, ...where, ...both, ...logs, ...entry.instance, ...guarding });
      return { database, identifier: { instance: database.identifier } };
    }
    case "cluster": {
      const where = fleet === undefined ? { vpcId, subnetIds } : { fleet: fleet.clusterMember(entry.cluster, group) };
      const database = new AuroraCluster(name, { place, ...where, ...both, ...logs, ...entry.cluster, ...guarding });
      return { database: withReader(database, entry.shareReader), identifier: { cluster: database.identifier } };
    }
    case "existing": {
      const args = around.existing[name];
      if (args === undefined) throw new Error(`nobody has looked for the existing database "${name}"`);
      const database = new ExistingDatabase(name, args.database);
      return { database: withReader(database, entry.shareReader), identifier: args.identifier };
    }
  }
}

/** Whether a last snapshot is promised when the database goes. */
export function keepsLastCopy(entry: DatabaseEntry): boolean {
  if (entry.kind === "existing") return false;
  return (entry.kind === "instance" ? entry.instance : entry.cluster).finalSnapshot !== false;
}

/** A database as it is shared: by its reader endpoint too, or by the writer's alone. */
function withReader(database: ShareableDatabase, isShared: boolean): ShareableDatabase {
  return isShared ? database : withoutReader(database);
}

/** Field by field: what is left out of a copy of a component would still be one of its outputs. */
function withoutReader(database: ShareableDatabase): ShareableDatabase {
  const { engine, port, databaseName, address, resourceId, securityGroupId, addIngressRule, target } = database;
  const { securityGroupKey } = database;
  const own = { engine, port, databaseName, address, resourceId, securityGroupId, securityGroupKey, target };
  return { ...own, ...(addIngressRule !== undefined && { addIngressRule }) };
}
