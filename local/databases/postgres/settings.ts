import type { DbInstance } from "../../services/rds/entities";
import { isForServer } from "../../services/rds/parameter-effects";
import { parameterValue } from "../../services/rds/parameter-formula";

/** RDS's default for `max_connections` (RDS user guide, "Quotas and constraints", maximum number of connections). */
const CONNECTIONS_BY_CLASS = "LEAST({DBInstanceClassMemory/9531392},5000)";
const RESERVED = "rds.rds_superuser_reserved_connections";
/** Connections reserved for rds_superuser's members came with it. */
const FIRST_WITH_RESERVED = 16;

/**
 * What an instance's server runs with, by PostgreSQL's own names: RDS's defaults that a client notices, and what of its
 * parameter group has been applied. The server's size (`shared_buffers` and the like) is not among them.
 *
 * @param major of the server that runs, which may be another than the instance's.
 */
export function serverSettings(instance: DbInstance, major: number): Readonly<Record<string, string>> {
  const applied = Object.entries(instance.appliedParameters)
    .filter(([name]) => isForServer(name))
    .map(([name, value]) => [name, parameterValue(name, value, instance)] as const);
  const own = applied.filter(([name]) => !name.startsWith("rds."));
  const rds = new Map(applied);
  return {
    max_connections: parameterValue("max_connections", CONNECTIONS_BY_CLASS, instance),
    shared_preload_libraries: "pg_stat_statements",
    ...(major >= FIRST_WITH_RESERVED ? { reserved_connections: rds.get(RESERVED) ?? "2" } : {}),
    ...(rds.get("rds.logical_replication") === "1" ? { wal_level: "logical" } : {}),
    ...Object.fromEntries(own),
  };
}
