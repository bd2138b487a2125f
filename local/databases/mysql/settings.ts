import type { DbInstance } from "../../services/rds/entities";
import { isForMariadb } from "../../services/rds/parameter-effects-mysql";
import { parameterValue } from "../../services/rds/parameter-formula";
import type { Settings } from "./settings-file";

/** RDS's default for `max_connections` (RDS user guide, "Quotas and constraints", maximum number of connections). */
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
    max_connections: parameterValue("max_connections", CONNECTIONS_BY_CLASS[instance.engine] ?? "", instance),
    ...(instance.engine === "mysql" ? OF_MYSQL : {}),
    ...Object.fromEntries(applied),
  };
}

/** Without the tables of time zones there are offsets only. */
function valueFor(name: string, value: string): string {
  return name === "time_zone" && value.toUpperCase() === "UTC" ? "+00:00" : value;
}
