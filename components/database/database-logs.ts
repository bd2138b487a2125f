import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import { logGroupArgs, type LogSettings } from "../watch/log-settings";

/** What RDS writes the logs of. */
interface Writer {
  readonly kind: "instance" | "cluster";
  readonly identifier: pulumi.Input<string>;
  /** Of its engine's logs, those it exports. */
  readonly exports: readonly string[];
}

/** Makes the log groups of an instance or a cluster, each as `NAME-LOG-logs`. */
export function databaseLogs(
  name: string,
  { kind, identifier, exports }: Writer,
  settings: LogSettings,
  parent: pulumi.Resource,
): cloudwatch.LogGroup[] {
  return exports.map((log) => {
    // RDS fixes the name, and takes a group of that name as it finds it.
    const groupName = pulumi.interpolate`/aws/rds/${kind}/${identifier}/${log}`;
    return new cloudwatch.LogGroup(`${name}-${log}-logs`, { name: groupName, ...logGroupArgs(settings) }, { parent });
  });
}
