import * as logs from "@pulumi/aws-native/logs";
import * as pulumi from "@pulumi/pulumi";

import { regionalArn, type Place } from "../account/place";

export interface ConnectionMetricsArgs {
  /** The account and Region of the logs. */
  readonly place: Place;
  /** Namespace of the metrics, one of the stack's own: two stacks of an account must not add up. */
  readonly namespace: string;
  /** The log groups with access logs of VPC Lattice, by a key that stays. */
  readonly accessLogGroups: Readonly<Record<string, pulumi.Input<string>>>;
  /** The accounts whose connections are counted, twelve digits each, 100 at most. */
  readonly accountIds: string[];
  /**
   * The log group with the flow log of the stack's VPC.
   * @default - refused attempts are not counted
   */
  readonly flowLogGroup?: pulumi.Input<string> | undefined;
  /** The databases' ports, at which refused attempts count; 1-10. */
  readonly ports: number[];
}

/** What a filter adds up. */
export const acceptedMetric = (accountId: string): string => `AcceptedConnections-${accountId}`;
export const DENIED_METRIC = "DeniedConnections";

/**
 * Counts connections out of logs, since VPC Lattice publishes no metric of databases: those that came to a database by
 * consumer, from the access log, and attempts that a security group or network ACL of the stack's VPC refused, from its flow
 * log.
 *
 * The access log names the consumer's VPC (`sourceVpcArn`) and no principal. AWS does not say whether it writes a record of an
 * attempt that never reached the database.
 *
 * Cost: each metric by the month.
 */
export class ConnectionMetrics extends pulumi.ComponentResource {
  /** Whether refused attempts are counted. */
  readonly countsDenied: boolean;

  constructor(name: string, args: ConnectionMetricsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:ConnectionMetrics", name, args, opts);
    const problems = connectionMetricsProblems(args);
    if (problems.length > 0) {
      throw new pulumi.ResourceError(`ConnectionMetrics "${name}": ${problems.join("; ")}`, this, true);
    }
    const { place, accessLogGroups, accountIds, flowLogGroup, ports, namespace } = args;

    const count = (key: string, logGroupName: pulumi.Input<string>, filterPattern: string, metricName: string) =>
      new logs.MetricFilter(
        `${name}-${key}`,
        {
          ...{ logGroupName, filterPattern },
          // 0 where nothing fits, so that an alarm tells silence from a log that is gone.
          metricTransformations: [{ metricName, metricNamespace: namespace, metricValue: "1", defaultValue: 0 }],
        },
        { parent: this },
      );
    for (const [key, logGroup] of Object.entries(accessLogGroups)) {
      for (const id of accountIds) {
        const pattern = `{ $.sourceVpcArn = "${vpcsOf(place, id)}" }`;
        count(`${key}-${id}`, logGroup, pattern, acceptedMetric(id));
      }
    }
    if (flowLogGroup !== undefined) count("denied", flowLogGroup, refusedAt(ports), DENIED_METRIC);
    this.countsDenied = flowLogGroup !== undefined;
    this.registerOutputs({});
  }
}

/** All VPCs of an account, in the wildcard that a filter takes within text. */
function vpcsOf(place: Place, accountId: string): string {
  return regionalArn({ ...place, accountId }, "ec2", "vpc/*");
}

/** A line of a flow log in its default format, whose fields go by their place. */
function refusedAt(ports: readonly number[]): string {
  const port = [...new Set(ports)].map((one) => `dstport=${one}`).join(" || ");
  return `[version, account, interface, source, target, srcport, ${port}, protocol="6", packets, bytes, start, end, action="REJECT", status]`;
}

/** CloudWatch Logs takes 100 filters of a log group. */
const MOST_ACCOUNTS = 100;

/** What is wrong with the arguments; empty when nothing is. */
export function connectionMetricsProblems(
  args: Pick<ConnectionMetricsArgs, "namespace" | "accountIds" | "ports">,
): string[] {
  const { namespace, accountIds, ports } = args;
  return [
    ...(/^(?!AWS\/)[\w./#-]{1,255}$/.test(namespace)
      ? []
      : [`namespace must be 1-255 letters, digits or one of ". - _ / #", not beginning with AWS/, got "${namespace}"`]),
    ...accountIds
      .filter((id) => !/^\d{12}$/.test(id))
      .map((id) => `accountIds must be twelve digits each, got "${id}"`),
    ...(accountIds.length > MOST_ACCOUNTS
      ? [`accountIds must be ${MOST_ACCOUNTS} at most, which is what a log group takes, got ${accountIds.length}`]
      : []),
    ...(ports.length < 1 || ports.length > 10 ? [`ports must be 1-10, got ${ports.length}`] : []),
  ];
}
