import { dynamic, fixedAtStart, listOf, onOff, unchangeable, type Parameter } from "./parameter";

/** What MySQL and MariaDB have in common. */
const shared: Readonly<Record<string, Parameter>> = {
  require_secure_transport: dynamic(onOff),
  tls_version: listOf(fixedAtStart("TLSv1.2,TLSv1.3")),
  slow_query_log: dynamic(onOff),
  long_query_time: dynamic("0-31536000"),
  log_queries_not_using_indexes: dynamic(onOff),
  general_log: dynamic(onOff),
  log_output: dynamic("TABLE,FILE,NONE"),
  log_bin_trust_function_creators: dynamic(onOff),
  binlog_format: dynamic("ROW,STATEMENT,MIXED"),
  binlog_row_image: dynamic("full,minimal,noblob"),
  sync_binlog: dynamic("0-4294967295"),
  max_connections: dynamic("1-100000"),
  max_user_connections: dynamic("0-4294967295"),
  max_allowed_packet: dynamic("1024-1073741824"),
  connect_timeout: dynamic("2-31536000"),
  wait_timeout: dynamic("1-31536000"),
  interactive_timeout: dynamic("1-31536000"),
  net_read_timeout: dynamic("1-31536000"),
  net_write_timeout: dynamic("1-31536000"),
  local_infile: dynamic(onOff),
  sql_mode: dynamic(),
  time_zone: dynamic(),
  event_scheduler: dynamic("ON,OFF"),
  performance_schema: fixedAtStart(onOff),
  lower_case_table_names: fixedAtStart(onOff),
  explicit_defaults_for_timestamp: dynamic(onOff),
  skip_name_resolve: unchangeable,
  character_set_server: dynamic(),
  character_set_client: dynamic(),
  character_set_connection: dynamic(),
  character_set_database: dynamic(),
  character_set_results: dynamic(),
  collation_server: dynamic(),
  collation_connection: dynamic(),
  table_open_cache: dynamic("1-524288"),
  tmp_table_size: dynamic("1024-18446744073709551615"),
  max_heap_table_size: dynamic("16384-1844674407370954752"),
  innodb_buffer_pool_size: dynamic("5242880-18446744073709551615"),
  innodb_flush_log_at_trx_commit: dynamic("0,1,2"),
  innodb_lock_wait_timeout: dynamic("1-1073741824"),
  innodb_print_all_deadlocks: dynamic(onOff),
};

export const mysqlParameters: Readonly<Record<string, Parameter>> = {
  ...shared,
  log_error_verbosity: dynamic("1,2,3"),
  transaction_isolation: dynamic("READ-UNCOMMITTED,READ-COMMITTED,REPEATABLE-READ,SERIALIZABLE"),
  "gtid-mode": fixedAtStart("OFF,OFF_PERMISSIVE,ON_PERMISSIVE,ON"),
  enforce_gtid_consistency: fixedAtStart("OFF,WARN,ON"),
  authentication_policy: dynamic(),
  "validate_password.length": dynamic("0-2147483647"),
  "validate_password.policy": dynamic("LOW,MEDIUM,STRONG"),
};

export const mariadbParameters: Readonly<Record<string, Parameter>> = {
  ...shared,
  tx_isolation: dynamic("READ-UNCOMMITTED,READ-COMMITTED,REPEATABLE-READ,SERIALIZABLE"),
};

/** In cluster parameter groups Aurora writes ON and OFF where RDS for MySQL writes 1 and 0. */
export const auroraMysqlParameters: Readonly<Record<string, Parameter>> = {
  ...mysqlParameters,
  require_secure_transport: dynamic("ON,OFF"),
  server_audit_logging: dynamic(onOff),
  server_audit_events: listOf(dynamic("CONNECT,QUERY,QUERY_DCL,QUERY_DDL,QUERY_DML,TABLE")),
};
