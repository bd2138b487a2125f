import type { DbInstance } from "../../services/rds/entities";
import { isForMariadb } from "../../services/rds/parameter-effects-mysql";
import { parameterValue } from "../../services/rds/parameter-formula";
import type { Settings } from "./settings-file";

/** RDS's default for `max_connections` of instances (RDS user guide, "Quotas and constraints", maximum number of connections). */
const CONNECTIONS_BY_CLASS: Readonly<Record<string, string>> = {
  mysql: "{DBInstanceClassMemory/12582880}",
  mariadb: "LEAST({DBInstanceClassMemory/25165760},12000)",
};

/** What MySQL 8 has by default and MariaDB has not, as far as a statement's outcome hangs on it. */
const OF_MYSQL: Settings = {
  character_set_server: "utf8mb4",
  sql_mode:
    "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
  explicit_defaults_for_timestamp: "1",
  local_infile: "0",
};

/**
 * What an instance's server runs with, by MariaDB's own names: RDS's defaults that a client notices, and what of its
 * parameter group has been applied. The server's size (`innodb_buffer_pool_size` and the like) is not among them.
 */
export function serverSettings(instance: DbInstance): Settings {
  const applied = Object.entries(instance.appliedParameters)
    .filter(([name]) => isForMariadb(name))
    .map(([name, value]) => [name, valueFor(name, parameterValue(name, value, instance))] as const);
  return {
    max_connections: defaultConnections(instance),
    ...(instance.engine === "mariadb" ? {} : OF_MYSQL),
    ...Object.fromEntries(applied),
  };
}

function defaultConnections(instance: DbInstance): string {
  const formula = CONNECTIONS_BY_CLASS[instance.engine];
  return formula === undefined ? auroraConnections(instance) : parameterValue("max_connections", formula, instance);
}

/**
 * As Aurora's table has it: `GREATEST({log(DBInstanceClassMemory/805306368)*45},{log(DBInstanceClassMemory/8187281408)*1000})`
 * with logarithms to base 2, rounded, since AWS takes some memory off first (Aurora user guide, "Maximum connections to an Aurora
 * MySQL DB instance"); 90 is the least with Serverless v2.
 */
function auroraConnections(instance: DbInstance): string {
  const memory = Number(parameterValue("max_connections", "{DBInstanceClassMemory}", instance));
  const doublings = (bytes: number): number => Math.round(Math.log2(memory / bytes));
  const least = instance.dbInstanceClass === "db.serverless" ? 90 : 0;
  return String(Math.max(least, doublings(805_306_368) * 45, doublings(8_187_281_408) * 1000));
}

/** Without the tables of time zones there are offsets only. */
function valueFor(name: string, value: string): string {
  return name === "time_zone" && value.toUpperCase() === "UTC" ? "+00:00" : value;
}
