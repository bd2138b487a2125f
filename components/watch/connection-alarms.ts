import * as cloudwatch from "@pulumi/aws-native/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import { acceptedMetric, DENIED_METRIC } from "./connection-metrics";
import { WATCH_DEFAULTS, watchSettingsProblems, type WatchSettings } from "./watch-settings";

export interface ConnectionAlarmsArgs extends Pick<WatchSettings, "quietHours" | "deniedConnections"> {
  /** Namespace of the metrics, as `ConnectionMetrics` was given it. */
  readonly namespace: string;
  /** The accounts whose silence is an alarm. */
  readonly accountIds: string[];
  /** Whether refused attempts are counted. */
  readonly countsDenied: boolean;
  /** ARN of the topic that is told when an alarm is raised, and when it is over. */
  readonly topicArn: pulumi.Input<string>;
}

/**
 * The alarms of the ways to databases: a consumer from which nothing came for hours, and refused attempts at the databases'
 * ports. A silent alarm says that nobody came, not why: `npm run reach` says whether anybody could.
 *
 * Cost: each alarm by the month.
 */
export class ConnectionAlarms extends pulumi.ComponentResource {
  constructor(name: string, args: ConnectionAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:ConnectionAlarms", name, args, opts);
    const problems = watchSettingsProblems(args);
    if (problems.length > 0) {
      throw new pulumi.ResourceError(`ConnectionAlarms "${name}": ${problems.join("; ")}`, this, true);
    }
    const parent = { parent: this };
    const { quietHours = WATCH_DEFAULTS.quietHours, deniedConnections = WATCH_DEFAULTS.deniedConnections } = args;
    const { namespace, topicArn } = args;
    const common = { namespace, statistic: "Sum", alarmActions: [topicArn], okActions: [topicArn] };

    for (const accountId of args.accountIds) {
      new cloudwatch.Alarm(
        `${name}-${accountId}-quiet-alarm`,
        {
          ...common,
          metricName: acceptedMetric(accountId),
          alarmDescription: `No connection of account ${accountId} to a shared database for ${quietHours} hours.`,
          comparisonOperator: "LessThanThreshold",
          threshold: 1,
          period: 3600,
          evaluationPeriods: quietHours,
          // A log without any record has no metric either.
          treatMissingData: "breaching",
        },
        parent,
      );
    }
    if (args.countsDenied) {
      new cloudwatch.Alarm(
        `${name}-denied-alarm`,
        {
          ...common,
          metricName: DENIED_METRIC,
          alarmDescription: "Attempts to connect to a database's port were refused within the VPC.",
          comparisonOperator: "GreaterThanOrEqualToThreshold",
          threshold: deniedConnections,
          period: 300,
          evaluationPeriods: 1,
          treatMissingData: "notBreaching",
        },
        parent,
      );
    }
    this.registerOutputs({});
  }
}
