import * as cloudwatch from "@pulumi/aws-native/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import { DATABASE_DIMENSION, type WatchedDatabase } from "./database-metrics";
import { WATCH_DEFAULTS, watchSettingsProblems, type WatchSettings } from "./watch-settings";

export interface DatabaseAlarmsArgs extends WatchSettings {
  /** What is watched. */
  readonly database: WatchedDatabase;
  /** ARN of the topic that is told when an alarm is raised, and when it is over. */
  readonly topicArn: pulumi.Input<string>;
}

/**
 * The alarms of one database: processor, connections, storage of an instance, lag of a replica or of a cluster's readers. A
 * proxy has none here: what it takes follows the database behind it.
 *
 * Cost: each alarm by the month.
 */
export class DatabaseAlarms extends pulumi.ComponentResource {
  constructor(name: string, args: DatabaseAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:DatabaseAlarms", name, args, opts);
    const problems = watchSettingsProblems(args);
    if (problems.length > 0) {
      throw new pulumi.ResourceError(`DatabaseAlarms "${name}": ${problems.join("; ")}`, this, true);
    }
    const { kind, identifier } = args.database;
    const actions = [args.topicArn];
    for (const { role, ...alarm } of alarmsOf(args)) {
      new cloudwatch.Alarm(
        `${name}-${role}-alarm`,
        {
          ...alarm,
          namespace: "AWS/RDS",
          dimensions: [{ name: DATABASE_DIMENSION[kind], value: identifier }],
          period: FIVE_MINUTES,
          // What is shorter mends itself; what is longer is somebody's work.
          evaluationPeriods: 3,
          // A database that is stopped or new has no data, and a cluster of one instance has no lag.
          treatMissingData: "notBreaching",
          alarmActions: actions,
          okActions: actions,
        },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}

const FIVE_MINUTES = 300;
const GIB = 2 ** 30;

function alarmsOf({ database: { kind }, ...settings }: DatabaseAlarmsArgs) {
  const {
    cpuPercent = WATCH_DEFAULTS.cpuPercent,
    connections = WATCH_DEFAULTS.connections,
    freeStorageGib = WATCH_DEFAULTS.freeStorageGib,
    replicaLagSeconds = WATCH_DEFAULTS.replicaLagSeconds,
  } = settings;
  if (kind === "proxy") return [];
  const isInstance = kind !== "cluster";
  const statistic = isInstance ? "Average" : "Maximum";
  const lag = isInstance
    ? { ...above("ReplicaLag", "Maximum", replicaLagSeconds), alarmDescription: "A read replica is behind." }
    : {
        ...above("AuroraReplicaLagMaximum", "Maximum", replicaLagSeconds * 1000),
        alarmDescription: "A reader of the cluster is behind.",
      };
  return [
    {
      role: "cpu",
      ...above("CPUUtilization", statistic, cpuPercent),
      alarmDescription: "The processor of a shared database is busy.",
    },
    {
      role: "connections",
      ...above("DatabaseConnections", "Maximum", connections),
      alarmDescription: "A shared database has many connections.",
    },
    ...(isInstance
      ? [
          {
            role: "storage",
            metricName: "FreeStorageSpace",
            statistic: "Minimum",
            comparisonOperator: "LessThanThreshold",
            threshold: freeStorageGib * GIB,
            alarmDescription: "The storage of a shared database is nearly full.",
          },
        ]
      : []),
    ...(kind === "instance" ? [] : [{ role: "lag", ...lag }]),
  ];
}

function above(metricName: string, statistic: string, threshold: number) {
  return { metricName, statistic, comparisonOperator: "GreaterThanThreshold", threshold };
}
