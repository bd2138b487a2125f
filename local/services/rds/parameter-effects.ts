import { NotModelledError } from "../not-modelled";
import type { DbInstance, DbParameter } from "./entities";
import { checkMysqlParameter } from "./parameter-effects-mysql";
import { parameterValue } from "./parameter-formula";

/** Libraries that the local cloud's PostgreSQL can load at its start. */
const libraries: readonly string[] = ["auto_explain", "pg_prewarm", "pg_stat_statements"];

/** Decided where clients log in. */
const atTheFront: readonly string[] = [
  "rds.force_ssl",
  "rds.accepted_password_auth_method",
  "ssl_min_protocol_version",
  "ssl_max_protocol_version",
];

/** Without effect here: logs that nobody sees, the size of a server on a desk, and probes no local socket needs. */
const kept: readonly string[] = [
  "rds.log_retention_period",
  "rds.force_autovacuum_logging_level",
  ...["log_connections", "log_disconnections", "log_statement", "log_min_duration_statement", "log_min_messages"],
  ...["log_min_error_statement", "log_error_verbosity", "log_lock_waits", "log_temp_files", "log_hostname"],
  ...["log_autovacuum_min_duration", "log_line_prefix", "log_duration", "auto_explain.log_min_duration"],
  ...["shared_buffers", "wal_buffers", "huge_pages", "max_wal_size", "min_wal_size"],
  ...["tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count"],
];

/** Set to anything else, they would have to do what is not done here. */
const onlyAt: Readonly<Record<string, string>> = {
  "rds.restrict_password_commands": "0",
  "rds.allowed_extensions": "*",
  ssl_max_protocol_version: "TLSv1.3",
};

/** Parameters of PostgreSQL that the server itself runs with; the others are the front's, or have no effect. */
export function isForServer(name: string): boolean {
  return !atTheFront.includes(name) && !kept.includes(name) && !Object.hasOwn(onlyAt, name);
}

/** Refuses what an instance's parameter group asks for and its server here cannot do. */
export function checkParameterEffects(instance: DbInstance, parameters: readonly DbParameter[]): void {
  if (instance.engine !== "postgres" && instance.engine !== "aurora-postgresql") {
    for (const parameter of parameters) checkMysqlParameter(instance, parameter);
    return;
  }
  for (const { parameterName: name, parameterValue: value } of parameters) {
    const problem = problemOf(name, value);
    if (problem !== undefined) throw new NotModelledError(...problem);
    if (isForServer(name)) parameterValue(name, value, instance);
  }
}

function problemOf(name: string, value: string): readonly [what: string, instead: string] | undefined {
  const only = Object.hasOwn(onlyAt, name) ? onlyAt[name] : undefined;
  if (only !== undefined && value !== only) return [`the parameter ${name} = ${value}`, `leave it out, or set ${only}`];
  if (/^(pgaudit|cron)\./.test(name)) {
    return [`the parameter ${name}: its PostgreSQL has no such extension`, "leave it out"];
  }
  if (name !== "shared_preload_libraries") return undefined;
  const missing = value.split(",").find((library) => !libraries.includes(library.trim()));
  if (missing === undefined) return undefined;
  const what = `the library ${missing.trim()} in the parameter ${name}`;
  return [what, `use ${libraries.join(", ")} only`];
}
