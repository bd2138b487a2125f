import type * as pulumi from "@pulumi/pulumi";

import { logRetentionSteps } from "../../aws/log-retention";

/** How a component's logs are kept. */
export interface LogSettings {
  /** ARN of the key that encrypts the logs; its policy must admit CloudWatch Logs. */
  readonly logKeyArn: pulumi.Input<string>;
  /**
   * How long logs are kept, in days; one of the steps CloudWatch Logs has (…, 365, 400, 545, 731, …).
   * @default 365
   */
  readonly logRetentionDays?: number | undefined;
}

/** A year, as auditors ask for it. */
export const DEFAULT_LOG_RETENTION_DAYS = 365;

/** What every log group gets. */
export function logGroupArgs(settings: LogSettings) {
  return { retentionInDays: settings.logRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS, kmsKeyId: settings.logKeyArn };
}

/** What is wrong with the settings; empty when nothing is. */
export function logSettingsProblems({ logRetentionDays }: Pick<LogSettings, "logRetentionDays">): string[] {
  if (logRetentionDays === undefined || logRetentionSteps.includes(logRetentionDays)) return [];
  return [`logRetentionDays must be one of ${logRetentionSteps.join(", ")}, got ${logRetentionDays}`];
}
