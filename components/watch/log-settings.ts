import type * as pulumi from "@pulumi/pulumi";

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

/** The steps of PutRetentionPolicy (CloudWatch Logs API reference). */
const RETENTION_STEPS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** What every log group gets. */
export function logGroupArgs(settings: LogSettings) {
  return { retentionInDays: settings.logRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS, kmsKeyId: settings.logKeyArn };
}

/** What is wrong with the settings; empty when nothing is. */
export function logSettingsProblems({ logRetentionDays }: Pick<LogSettings, "logRetentionDays">): string[] {
  if (logRetentionDays === undefined || RETENTION_STEPS.includes(logRetentionDays)) return [];
  return [`logRetentionDays must be one of ${RETENTION_STEPS.join(", ")}, got ${logRetentionDays}`];
}
