/**
 * PostgreSQL's own parameters, as `pg_settings` of 15 and 18 names them, which between them have all of 14 to 18: RDS refuses
 * what the server does not know. What RDS and extensions add has a period in its name and stands in `EXTENDED`.
 */

/** 0 or 1. */
export const FLAGS = `
  allow_alter_system allow_in_place_tablespaces allow_system_table_mods array_nulls autovacuum bonjour
  check_function_bodies data_sync_retry db_user_namespace debug_pretty_print debug_print_parse debug_print_plan
  debug_print_rewritten default_transaction_deferrable default_transaction_read_only enable_async_append
  enable_bitmapscan enable_distinct_reordering enable_gathermerge enable_group_by_reordering enable_hashagg
  enable_hashjoin enable_incremental_sort enable_indexonlyscan enable_indexscan enable_material enable_memoize
  enable_mergejoin enable_nestloop enable_parallel_append enable_parallel_hash enable_partition_pruning
  enable_partitionwise_aggregate enable_partitionwise_join enable_presorted_aggregate enable_self_join_elimination
  enable_seqscan enable_sort enable_tidscan escape_string_warning event_triggers exit_on_error fsync
  full_page_writes geqo gss_accept_delegation hot_standby hot_standby_feedback ignore_checksum_failure
  ignore_invalid_pages ignore_system_indexes jit jit_debugging_support jit_dump_bitcode jit_expressions
  jit_profiling_support jit_tuple_deforming krb_caseins_users lo_compat_privileges log_checkpoints
  log_disconnections log_duration log_executor_stats log_hostname log_lock_failures log_lock_waits log_parser_stats
  log_planner_stats log_recovery_conflict_waits log_replication_commands log_statement_stats
  log_truncate_on_rotation logging_collector md5_password_warnings parallel_leader_participation
  quote_all_identifiers recovery_target_inclusive remove_temp_files_after_crash restart_after_crash row_security
  send_abort_for_crash send_abort_for_kill ssl ssl_passphrase_command_supports_reload ssl_prefer_server_ciphers
  standard_conforming_strings summarize_wal sync_replication_slots synchronize_seqscans syslog_sequence_numbers
  syslog_split_messages trace_connection_negotiation trace_notify trace_sort track_activities track_commit_timestamp
  track_cost_delay_timing track_counts track_io_timing track_wal_io_timing transaction_deferrable
  transaction_read_only transform_null_equals update_process_title vacuum_truncate wal_init_zero wal_log_hints
  wal_receiver_create_temp_slot wal_recycle zero_damaged_pages
`;

/** `NAME:LEAST:MOST`, in the unit of `pg_settings`; `real` where it need not be whole. Ranges are the widest of both. */
export const NUMBERS = `
  archive_timeout:0:1073741823 authentication_timeout:1:600 autovacuum_analyze_scale_factor:0:100:real
  autovacuum_analyze_threshold:0:2147483647 autovacuum_freeze_max_age:100000:2000000000
  autovacuum_max_workers:1:262143 autovacuum_multixact_freeze_max_age:10000:2000000000 autovacuum_naptime:1:2147483
  autovacuum_vacuum_cost_delay:-1:100:real autovacuum_vacuum_cost_limit:-1:10000
  autovacuum_vacuum_insert_scale_factor:0:100:real autovacuum_vacuum_insert_threshold:-1:2147483647
  autovacuum_vacuum_max_threshold:-1:2147483647 autovacuum_vacuum_scale_factor:0:100:real
  autovacuum_vacuum_threshold:0:2147483647 autovacuum_work_mem:-1:2147483647 autovacuum_worker_slots:1:262143
  backend_flush_after:0:256 bgwriter_delay:10:10000 bgwriter_flush_after:0:256 bgwriter_lru_maxpages:0:1073741823
  bgwriter_lru_multiplier:0:10:real checkpoint_completion_target:0:1:real checkpoint_flush_after:0:256
  checkpoint_timeout:30:86400 checkpoint_warning:0:2147483647 client_connection_check_interval:0:2147483647
  commit_delay:0:100000 commit_siblings:0:1000 commit_timestamp_buffers:0:131072 cpu_index_tuple_cost:0::real
  cpu_operator_cost:0::real cpu_tuple_cost:0::real cursor_tuple_fraction:0:1:real deadlock_timeout:1:2147483647
  debug_discard_caches:0:0 default_statistics_target:1:10000 effective_cache_size:1:2147483647
  effective_io_concurrency:0:1000 extra_float_digits:-15:3 from_collapse_limit:1:2147483647 geqo_effort:1:10
  geqo_generations:0:2147483647 geqo_pool_size:0:2147483647 geqo_seed:0:1:real geqo_selection_bias:1.5:2:real
  geqo_threshold:2:2147483647 gin_fuzzy_search_limit:0:2147483647 gin_pending_list_limit:64:2147483647
  hash_mem_multiplier:1:1000:real huge_page_size:0:2147483647 idle_in_transaction_session_timeout:0:2147483647
  idle_replication_slot_timeout:0:2147483647 idle_session_timeout:0:2147483647 io_combine_limit:1:128
  io_max_combine_limit:1:128 io_max_concurrency:-1:1024 io_workers:1:32 jit_above_cost:-1::real
  jit_inline_above_cost:-1::real jit_optimize_above_cost:-1::real join_collapse_limit:1:2147483647
  lock_timeout:0:2147483647 log_autovacuum_min_duration:-1:2147483647 log_file_mode:0:511
  log_min_duration_sample:-1:2147483647 log_min_duration_statement:-1:2147483647
  log_parameter_max_length:-1:1073741823 log_parameter_max_length_on_error:-1:1073741823 log_rotation_age:0:35791394
  log_rotation_size:0:2147483647 log_startup_progress_interval:0:2147483647 log_statement_sample_rate:0:1:real
  log_temp_files:-1:2147483647 log_transaction_sample_rate:0:1:real logical_decoding_work_mem:64:2147483647
  maintenance_io_concurrency:0:1000 maintenance_work_mem:64:2147483647 max_active_replication_origins:0:262143
  max_connections:1:262143 max_files_per_process:64:2147483647 max_locks_per_transaction:10:2147483647
  max_logical_replication_workers:0:262143 max_notify_queue_pages:64:2147483647
  max_parallel_apply_workers_per_subscription:0:1024 max_parallel_maintenance_workers:0:1024
  max_parallel_workers:0:1024 max_parallel_workers_per_gather:0:1024 max_pred_locks_per_page:0:2147483647
  max_pred_locks_per_relation:-2147483648:2147483647 max_pred_locks_per_transaction:10:2147483647
  max_prepared_transactions:0:262143 max_replication_slots:0:262143 max_slot_wal_keep_size:-1:2147483647
  max_stack_depth:100:2147483647 max_standby_archive_delay:-1:2147483647 max_standby_streaming_delay:-1:2147483647
  max_sync_workers_per_subscription:0:262143 max_wal_senders:0:262143 max_wal_size:2:2147483647
  max_worker_processes:0:262143 min_dynamic_shared_memory:0:2147483647 min_parallel_index_scan_size:0:715827882
  min_parallel_table_scan_size:0:715827882 min_wal_size:2:2147483647 multixact_member_buffers:16:131072
  multixact_offset_buffers:16:131072 notify_buffers:16:131072 old_snapshot_threshold:-1:86400
  parallel_setup_cost:0::real parallel_tuple_cost:0::real port:1:65535 post_auth_delay:0:2147 pre_auth_delay:0:60
  random_page_cost:0::real recovery_min_apply_delay:0:2147483647 recursive_worktable_factor:0.001:1000000:real
  reserved_connections:0:262143 scram_iterations:1:2147483647 seq_page_cost:0::real serializable_buffers:16:131072
  shared_buffers:16:1073741823 statement_timeout:0:2147483647 subtransaction_buffers:0:131072
  superuser_reserved_connections:0:262143 tcp_keepalives_count:0:2147483647 tcp_keepalives_idle:0:2147483647
  tcp_keepalives_interval:0:2147483647 tcp_user_timeout:0:2147483647 temp_buffers:100:1073741823
  temp_file_limit:-1:2147483647 track_activity_query_size:100:1048576 transaction_buffers:0:131072
  transaction_timeout:0:2147483647 unix_socket_permissions:0:511 vacuum_buffer_usage_limit:0:16777216
  vacuum_cost_delay:0:100:real vacuum_cost_limit:1:10000 vacuum_cost_page_dirty:0:10000 vacuum_cost_page_hit:0:10000
  vacuum_cost_page_miss:0:10000 vacuum_defer_cleanup_age:0:1000000 vacuum_failsafe_age:0:2100000000
  vacuum_freeze_min_age:0:1000000000 vacuum_freeze_table_age:0:2000000000
  vacuum_max_eager_freeze_failure_rate:0:1:real vacuum_multixact_failsafe_age:0:2100000000
  vacuum_multixact_freeze_min_age:0:1000000000 vacuum_multixact_freeze_table_age:0:2000000000 wal_buffers:-1:262143
  wal_decode_buffer_size:65536:1073741823 wal_keep_size:0:2147483647 wal_receiver_status_interval:0:2147483
  wal_receiver_timeout:0:2147483647 wal_retrieve_retry_interval:1:2147483647 wal_sender_timeout:0:2147483647
  wal_skip_threshold:0:2147483647 wal_summary_keep_time:0:35791394 wal_writer_delay:1:10000
  wal_writer_flush_after:0:2147483647 work_mem:64:2147483647
`;

/** `NAME:VALUE|VALUE`, `+` for a space, where no build of the server has others. */
export const CHOICES = `
  archive_mode:always|on|off backslash_quote:safe_encoding|on|off bytea_output:escape|hex
  client_min_messages:debug5|debug4|debug3|debug2|debug1|log|notice|warning|error
  composite_type_mismatch:error|warn|disabled compute_query_id:auto|regress|on|off
  constraint_exclusion:partition|on|off debug_logical_replication_streaming:buffered|immediate
  debug_parallel_query:off|on|regress
  default_transaction_isolation:serializable|repeatable+read|read+committed|read+uncommitted
  force_parallel_mode:off|on|regress huge_pages:off|on|try
  icu_validation_level:disabled|debug5|debug4|debug3|debug2|debug1|log|notice|warning|error
  intervalstyle:postgres|postgres_verbose|sql_standard|iso_8601 log_error_verbosity:terse|default|verbose
  log_min_error_statement:debug5|debug4|debug3|debug2|debug1|info|notice|warning|error|log|fatal|panic
  log_min_messages:debug5|debug4|debug3|debug2|debug1|info|notice|warning|error|log|fatal|panic
  log_statement:none|ddl|mod|all password_encryption:md5|scram-sha-256
  plan_cache_mode:auto|force_generic_plan|force_custom_plan recovery_prefetch:off|on|try
  recovery_target_action:pause|promote|shutdown session_replication_role:origin|replica|local
  stats_fetch_consistency:none|cache|snapshot
  syslog_facility:local0|local1|local2|local3|local4|local5|local6|local7
  trace_recovery_messages:debug5|debug4|debug3|debug2|debug1|log|notice|warning|error track_functions:none|pl|all
  transaction_isolation:serializable|repeatable+read|read+committed|read+uncommitted
  wal_level:minimal|replica|logical xmlbinary:base64|hex xmloption:content|document
`;

/** What takes any value, as far as it is known here. */
export const TEXTS = `
  application_name archive_cleanup_command archive_command archive_library backtrace_functions bonjour_name
  client_encoding cluster_name config_file createrole_self_grant data_directory datestyle debug_io_direct
  default_table_access_method default_tablespace default_text_search_config default_toast_compression
  dynamic_library_path dynamic_shared_memory_type event_source extension_control_path extension_destdir
  external_pid_file file_copy_method file_extend_method hba_file ident_file io_method jit_provider
  krb_server_keyfile lc_messages lc_monetary lc_numeric lc_time listen_addresses local_preload_libraries
  log_connections log_destination log_directory log_filename log_line_prefix log_timezone oauth_validator_libraries
  output_plugin_libraries primary_conninfo primary_slot_name promote_trigger_file recovery_end_command
  recovery_init_sync_method recovery_target recovery_target_lsn recovery_target_name recovery_target_time
  recovery_target_timeline recovery_target_xid restore_command restrict_nonsystem_relation_kind search_path
  session_preload_libraries shared_memory_type shared_preload_libraries ssl_ca_file ssl_cert_file ssl_ciphers
  ssl_crl_dir ssl_crl_file ssl_dh_params_file ssl_ecdh_curve ssl_groups ssl_key_file ssl_max_protocol_version
  ssl_min_protocol_version ssl_passphrase_command ssl_tls13_ciphers stats_temp_directory synchronized_standby_slots
  synchronous_commit synchronous_standby_names syslog_ident temp_tablespaces timezone timezone_abbreviations
  unix_socket_directories unix_socket_group wal_compression wal_consistency_checking wal_sync_method
`;

/** What tells how the server was built; nobody sets it. */
export const FIXED = `
  block_size data_checksums data_directory_mode debug_assertions huge_pages_status in_hot_standby integer_datetimes
  lc_collate lc_ctype max_function_args max_identifier_length max_index_keys num_os_semaphores segment_size
  server_encoding server_version server_version_num shared_memory_size shared_memory_size_in_huge_pages ssl_library
  wal_block_size wal_segment_size
`;
