/** CloudWatch Logs' entities as the store keeps them: AWS's own field names in camelCase. */
import { kind } from "../../state/store";
import type { Tags } from "../ec2/entities";

/** Entity id: the ARN without the trailing `:*`. */
export interface LogGroup {
  readonly logGroupName: string;
  readonly logGroupClass: "STANDARD" | "INFREQUENT_ACCESS" | "DELIVERY";
  /** Days; undefined keeps events for ever. */
  readonly retentionInDays?: number;
  readonly kmsKeyId?: string;
  readonly deletionProtectionEnabled: boolean;
  readonly tags: Tags;
}

/** Entity id: `<log group ARN>|<serial number>`. */
export interface LogEvent {
  readonly logGroupName: string;
  readonly logStreamName: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
}

/** Which events a group has: their serial numbers have no gaps. Entity id: the group's ARN. */
export interface LogSerials {
  readonly first: number;
  /** `first - 1` where there are none. */
  readonly last: number;
}

export const logGroupKind = kind<LogGroup>("logs:log-group");
export const logEventKind = kind<LogEvent>("logs:log-event");
export const logSerialsKind = kind<LogSerials>("logs:log-serials");
