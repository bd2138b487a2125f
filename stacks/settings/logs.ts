import { DEFAULT_LOG_RETENTION_DAYS } from "../../components/watch/log-settings";
import { whole, type Setting } from "./setting";

/** How logs are kept, on either side. */
export const logs = {
  logRetentionDays: {
    description: "How long logs are kept, in days; one of the steps of CloudWatch Logs.",
    schema: whole.default(DEFAULT_LOG_RETENTION_DAYS),
    example: DEFAULT_LOG_RETENTION_DAYS,
  },
} satisfies Readonly<Record<string, Setting>>;
