import type { EngineName } from "./engines";
import type { Parameter } from "./parameter";
import { auroraMysqlParameters, mariadbParameters, mysqlParameters } from "./parameters-mysql";
import { postgresParameters } from "./parameters-postgres";

const tables: Readonly<Record<EngineName, Readonly<Record<string, Parameter>>>> = {
  postgres: postgresParameters,
  mysql: mysqlParameters,
  mariadb: mariadbParameters,
  "aurora-postgresql": postgresParameters,
  "aurora-mysql": auroraMysqlParameters,
};

interface Named {
  readonly name: EngineName;
}

/** The parameter of this name; undefined for one the local cloud does not know. */
export function parameterNamed(engine: Named, name: string): Parameter | undefined {
  const table = tables[engine.name];
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** The values of a family's default parameter group that the local cloud acts on: whether TLS is required. */
export function defaultParameters(engine: Named, major: string): Readonly<Record<string, string>> {
  switch (engine.name) {
    case "postgres":
      return { "rds.force_ssl": Number(major) >= 15 ? "1" : "0" };
    case "mysql":
      return { require_secure_transport: "0" };
    case "mariadb":
      return { require_secure_transport: Number(major) >= 11.8 ? "1" : "0" };
    // Aurora user guide, "Securing Aurora PostgreSQL data with SSL/TLS".
    case "aurora-postgresql":
      return { "rds.force_ssl": Number(major) >= 17 ? "1" : "0" };
    // Aurora user guide, "Comparing Aurora MySQL version 3 and version 8.4".
    case "aurora-mysql":
      return { require_secure_transport: Number(major) >= 8.4 ? "ON" : "OFF" };
  }
}
