import * as pulumi from "@pulumi/pulumi";

import { AccessChanges } from "../components/watch/access-changes";
import { AlertTopic } from "../components/watch/alert-topic";
import { AuditTrail } from "../components/watch/audit-trail";
import { ConnectionAlarms } from "../components/watch/connection-alarms";
import { ConnectionMetrics } from "../components/watch/connection-metrics";
import { Dashboard } from "../components/watch/dashboard";
import { DatabaseAlarms } from "../components/watch/database-alarms";
import type { WatchedDatabase } from "../components/watch/database-metrics";
import type { LogSettings } from "../components/watch/log-settings";
import type { ProducerConfig, StackConfig } from "./config";

/** What of a stack can be watched. */
export interface Watched {
  readonly logs: LogSettings;
  readonly databases: Readonly<Record<string, WatchedDatabase>>;
  /** Log groups with access logs of VPC Lattice, by a key that stays. */
  readonly accessLogGroups: Readonly<Record<string, pulumi.Input<string>>>;
  /** The accounts that connect. */
  readonly accountIds: string[];
  /** The log group with the VPC's flow log; undefined where the network was there already. */
  readonly flowLogGroup: pulumi.Input<string> | undefined;
  readonly ports: readonly number[];
  /** The aws-native provider, made where something is watched. */
  readonly native: () => pulumi.ProviderResource;
}

/** Watches a stack as far as its configuration says; by default there is nothing. What it hands out belongs to its outputs. */
export function watch({ watching = {}, aws: { place }, protect }: StackConfig, watched: Watched) {
  const { dashboard = false, alarms = false, audit = false, ...thresholds } = watching;
  if (!dashboard && !alarms && !audit) return {};
  const { databases, accessLogGroups, accountIds, flowLogGroup, logs } = watched;
  const opts = { providers: [watched.native()] };
  const namespace = `lattice-db/${pulumi.getStack()}`;
  const ports = [...new Set(watched.ports)].sort((one, other) => one - other);

  const topic = alarms || audit ? new AlertTopic("alerts", { place, protect }, opts) : undefined;
  // Nothing comes to a stack without databases, and nothing is counted.
  const isUsed = ports.length > 0 && (dashboard || alarms);
  const counted = isUsed
    ? new ConnectionMetrics("connections", { place, namespace, accessLogGroups, accountIds, flowLogGroup, ports }, opts)
    : undefined;
  const ways = { namespace, accountIds: isUsed ? accountIds : [], countsDenied: counted?.countsDenied ?? false };
  if (alarms && topic !== undefined) {
    const topicArn = topic.arn;
    for (const [name, database] of Object.entries(databases)) {
      new DatabaseAlarms(name, { ...thresholds, database, topicArn }, opts);
    }
    new ConnectionAlarms("connections", { ...thresholds, ...ways, topicArn }, opts);
  }
  const picture = dashboard ? new Dashboard("watch", { place, databases, ...ways }, opts) : undefined;
  return {
    ...(topic && { alertTopicArn: topic.arn }),
    ...(picture && { dashboardName: picture.dashboardName }),
    ...(audit && topic && { auditBucketName: audited(topic, { place, protect, logs, thresholds }, opts) }),
  };
}

type Audit = Pick<StackConfig, "protect"> &
  Pick<Watched, "logs"> &
  Pick<StackConfig["aws"], "place"> & { readonly thresholds: { readonly auditRetentionDays?: number } };

function audited(
  topic: AlertTopic,
  { place, protect, logs, thresholds }: Audit,
  opts: pulumi.ComponentResourceOptions,
) {
  const trail = new AuditTrail("audit", { place, protect, ...logs, ...thresholds }, opts);
  new AccessChanges("access-changes", { topicArn: topic.arn }, opts);
  return trail.bucketName;
}

/**
 * The accounts that databases are shared with, each once. Who is in an organisation or a unit that one is shared with nobody
 * says here, so that their connections are not counted.
 */
export function consumersOf({ databases }: Pick<ProducerConfig, "databases">): string[] {
  const principals = Object.values(databases).flatMap(({ sharedWith }) => sharedWith);
  return [...new Set(principals)].filter((one) => /^\d{12}$/.test(one)).sort();
}
