import { NotModelledError } from "../not-modelled";
import type { DbInstance, DbParameter } from "./entities";
import { parameterValue } from "./parameter-formula";

/** Decided where clients log in. */
const atTheFront: readonly string[] = ["tls_version"];

/** Without effect here: the size of a server on a desk, and the binary log, which it has not. */
const kept: readonly string[] = [
  "innodb_buffer_pool_size",
  "table_open_cache",
  ...["binlog_format", "binlog_row_image", "sync_binlog", "log_bin_trust_function_creators"],
  ...["gtid-mode", "enforce_gtid_consistency"],
  "skip_name_resolve",
];

/** Of MySQL's and Aurora's own, which the MariaDB that stands in has not. */
export const onlyMysqls: readonly string[] = [
  "log_error_verbosity",
  "authentication_policy",
  "validate_password.length",
  "validate_password.policy",
  ...["server_audit_logging", "server_audit_events"],
];

/** Parameters of MySQL and MariaDB that the MariaDB server itself runs with; the others are the front's, or have no effect. */
export function isForMariadb(name: string): boolean {
  return ![...atTheFront, ...kept, ...onlyMysqls].includes(name);
}

/** Refuses what an instance's parameter group asks for and the server here cannot do. */
export function checkMysqlParameter(
  instance: DbInstance,
  { parameterName: name, parameterValue: value }: DbParameter,
): void {
  if (name === "time_zone" && !/^(system|utc|[+-]\d{1,2}:\d{2})$/i.test(value)) {
    throw new NotModelledError(
      `the parameter time_zone = ${value}: its MariaDB has no time zones by name`,
      "give an offset, such as +02:00",
    );
  }
  if (isForMariadb(name)) parameterValue(name, value, instance);
}
