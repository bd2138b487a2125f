import type * as pulumi from "@pulumi/pulumi";

/** What RDS has metrics of; a replica is an instance that follows another one. */
export const WatchedKind = { Instance: "instance", Replica: "replica", Cluster: "cluster", Proxy: "proxy" } as const;
export type WatchedKind = (typeof WatchedKind)[keyof typeof WatchedKind];

/** A database or proxy that RDS publishes metrics of. */
export interface WatchedDatabase {
  /** What of it there are metrics of. */
  readonly kind: WatchedKind;
  /** Its identifier, or the proxy's name. */
  readonly identifier: pulumi.Input<string>;
}

/** A metric of the namespace `AWS/RDS`. */
export interface DatabaseMetric {
  readonly name: string;
  /** What a person reads. */
  readonly title: string;
  readonly statistic: "Average" | "Maximum" | "Minimum" | "Sum";
}

const cpu = { name: "CPUUtilization", title: "CPU, percent", statistic: "Average" } as const;
const connections = { name: "DatabaseConnections", title: "Connections", statistic: "Maximum" } as const;
const memory = { name: "FreeableMemory", title: "Free memory, bytes", statistic: "Minimum" } as const;
const storage = { name: "FreeStorageSpace", title: "Free storage, bytes", statistic: "Minimum" } as const;
const replicaLag = { name: "ReplicaLag", title: "Replica lag, seconds", statistic: "Maximum" } as const;
const aurora = { name: "AuroraReplicaLagMaximum", title: "Reader lag, milliseconds", statistic: "Maximum" } as const;

/**
 * The metrics of each kind. Sources: RDS guide, "Amazon CloudWatch metrics for Amazon RDS"; Aurora guide, "Amazon CloudWatch
 * metrics for Amazon Aurora"; RDS guide, "Monitoring RDS Proxy metrics with Amazon CloudWatch", which publishes the client's
 * side by `ProxyName` and sums it over the proxy's own machines.
 */
export const DATABASE_METRICS: Readonly<Record<WatchedKind, readonly DatabaseMetric[]>> = {
  instance: [cpu, connections, memory, storage],
  replica: [cpu, connections, memory, storage, replicaLag],
  // An Aurora cluster's storage grows by itself; of its instances the busiest counts.
  cluster: [{ ...cpu, statistic: "Maximum" }, connections, memory, aurora],
  proxy: [
    { name: "ClientConnections", title: "Connections of clients", statistic: "Sum" },
    { name: "DatabaseConnections", title: "Connections to the database", statistic: "Sum" },
    { name: "QueryRequests", title: "Queries a minute", statistic: "Sum" },
  ],
};

/** The dimension by which RDS knows each kind. */
export const DATABASE_DIMENSION: Readonly<Record<WatchedKind, string>> = {
  instance: "DBInstanceIdentifier",
  replica: "DBInstanceIdentifier",
  cluster: "DBClusterIdentifier",
  proxy: "ProxyName",
};
