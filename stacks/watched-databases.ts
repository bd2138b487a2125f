import * as pulumi from "@pulumi/pulumi";

import { TargetKind } from "../components/database/shareable-database";
import { type WatchedDatabase, WatchedKind } from "../components/watch/database-metrics";
import { databaseOf } from "./endpoint-names";
import type { Shareables } from "./made-databases";
import type { DatabaseEntry } from "./settings/kinds";

/**
 * What RDS has metrics of among what is shared, by name. A database that has a DNS name only, such as PostgreSQL on EC2, is
 * none of RDS's.
 */
export function watchedDatabases(
  shareables: Shareables,
  databases: Readonly<Record<string, DatabaseEntry>>,
): Record<string, WatchedDatabase> {
  const entries = Object.entries(shareables).flatMap(([name, database]): [string, WatchedDatabase][] => {
    const of = databaseOf(name, databases);
    const kind = kindOf(databases[of]?.kind, name !== of, database.target);
    if (kind === undefined) return [];
    const value = pulumi.output(database.target.value);
    return [[name, { kind, identifier: value.apply(kind === WatchedKind.Proxy ? proxyName : identifierOf) }]];
  });
  return Object.fromEntries(entries);
}

function kindOf(
  kind: DatabaseEntry["kind"] | undefined,
  isBeside: boolean,
  target: Shareables[string]["target"],
): WatchedKind | undefined {
  if (target.kind === TargetKind.DomainName) {
    // Of what was there already the name is known; what is made with a name only is a proxy.
    return kind !== "existing" || isBeside || PROXY.test(known(target.value)) ? WatchedKind.Proxy : undefined;
  }
  if (kind === "existing")
    return known(target.value).includes(":cluster:") ? WatchedKind.Cluster : WatchedKind.Instance;
  if (kind === "cluster") return WatchedKind.Cluster;
  return isBeside ? WatchedKind.Replica : WatchedKind.Instance;
}

/** Of a database that is there already both are known before anything is made. */
const known = (value: pulumi.Input<string>): string => (typeof value === "string" ? value : "");

/** A proxy's endpoint begins with the proxy's name. */
const PROXY = /^[^.]+\.proxy-[^.]+\.[^.]+\.rds\.amazonaws\.com/;
const proxyName = (address: string): string => address.split(".")[0] ?? address;

/** Of `arn:aws:rds:eu-west-1:111122223333:db:orders` what is last. */
const identifierOf = (arn: string): string => arn.split(":").at(-1) ?? arn;
