/** Parameters that RDS and extensions add to PostgreSQL, as far as they are known here; their names have a period. */
export const EXTENDED = `
  auto_explain.log_analyze auto_explain.log_buffers auto_explain.log_format auto_explain.log_level
  auto_explain.log_min_duration auto_explain.log_nested_statements auto_explain.log_parameter_max_length
  auto_explain.log_settings auto_explain.log_timing auto_explain.log_triggers auto_explain.log_verbose
  auto_explain.log_wal auto_explain.sample_rate cron.database_name cron.log_min_messages cron.log_run
  cron.log_statement cron.max_running_jobs cron.timezone cron.use_background_workers orafce.nls_date_format
  orafce.timezone pg_bigm.enable_recheck pg_bigm.gin_key_limit pg_bigm.similarity_limit pg_hint_plan.debug_print
  pg_hint_plan.enable_hint pg_hint_plan.enable_hint_table pg_hint_plan.message_level pg_hint_plan.parse_messages
  pg_prewarm.autoprewarm pg_prewarm.autoprewarm_interval pg_stat_statements.max pg_stat_statements.save
  pg_stat_statements.track pg_stat_statements.track_planning pg_stat_statements.track_utility
  pg_trgm.similarity_threshold pg_trgm.strict_word_similarity_threshold pg_trgm.word_similarity_threshold
  pgaudit.log pgaudit.log_catalog pgaudit.log_client pgaudit.log_level pgaudit.log_parameter pgaudit.log_relation
  pgaudit.log_rows pgaudit.log_statement pgaudit.log_statement_once pgaudit.role pglogical.batch_inserts
  pglogical.conflict_log_level pglogical.conflict_resolution pglogical.synchronous_commit pglogical.use_spi
  pgtle.enable_clientauth pgtle.enable_password_check plpgsql.check_asserts plpgsql.extra_errors
  plpgsql.extra_warnings plpgsql.print_strict_params plpgsql.variable_conflict postgis.gdal_enabled_drivers
  rds.accepted_password_auth_method rds.adaptive_autovacuum rds.allowed_delegated_extensions rds.allowed_extensions
  rds.custom_dns_resolution rds.extensions rds.force_admin_logging_level rds.force_autovacuum_logging_level
  rds.force_ssl rds.log_retention_period rds.logical_replication rds.rds_superuser_reserved_connections
  rds.restrict_password_commands rds.superuser_variables
`;
