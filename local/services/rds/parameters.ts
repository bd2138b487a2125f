import type { Engine } from "./engines";
import type { Parameter } from "./parameter";
import { mariadbParameters, mysqlParameters } from "./parameters-mysql";
import { postgresParameters } from "./parameters-postgres";

const tables: Readonly<Record<Engine["name"], Readonly<Record<string, Parameter>>>> = {
  postgres: postgresParameters,
  mysql: mysqlParameters,
  mariadb: mariadbParameters,
};

/** The parameter of this name; undefined for one the local cloud does not know. */
export function parameterNamed(engine: Engine, name: string): Parameter | undefined {
  const table = tables[engine.name];
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** The values of a family's default parameter group that the local cloud acts on: whether TLS is required. */
export function defaultParameters(engine: Engine, major: string): Readonly<Record<string, string>> {
  switch (engine.name) {
    case "postgres":
      return { "rds.force_ssl": Number(major) >= 15 ? "1" : "0" };
    case "mysql":
      return { require_secure_transport: "0" };
    case "mariadb":
      return { require_secure_transport: Number(major) >= 11.8 ? "1" : "0" };
  }
}
