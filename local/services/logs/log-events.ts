import type { Entity, Reads } from "../../cloud/store";
import { AwsError } from "../aws-error";
import { entityOf } from "../entity-of";
import type { Services } from "../services";
import { logEventKind, logGroupKind, type LogEvent } from "./entities";

/** How many events a group keeps here; older ones go first, whatever its retention says. */
export const keptEvents = 5000;

/** PutLogEvents by an AWS service. */
export function putLogEvents(
  services: Pick<Services, "store">,
  logGroupArn: string,
  logStreamName: string,
  events: readonly Pick<LogEvent, "timestamp" | "message">[],
): Promise<void> {
  return services.store.transaction((transaction) => {
    const group = transaction.get(logGroupKind, plainArn(logGroupArn));
    if (group === undefined) {
      throw new AwsError("ResourceNotFoundException", "The specified log group does not exist.");
    }
    const groupArn = group.arn;
    const { logGroupName } = group.data;
    const before = eventsOf(transaction, groupArn);
    let serial = before.reduce((last, it) => Math.max(last, serialOf(it)), 0);
    for (const event of events) {
      const id = `${groupArn}|${++serial}`;
      const data = { ...event, logGroupName, logStreamName };
      transaction.put(entityOf(logEventKind, id, `${groupArn}:log-event:${serial}`, group, data));
    }
    for (const old of before.slice(0, Math.max(0, before.length + events.length - keptEvents))) {
      transaction.delete(logEventKind, old.id);
    }
  });
}

/** GetLogEvents of all streams, oldest first. */
export function logEvents(reads: Reads, logGroupArn: string): readonly LogEvent[] {
  return eventsOf(reads, plainArn(logGroupArn)).map((it) => it.data);
}

function eventsOf(reads: Reads, groupArn: string): readonly Entity<LogEvent>[] {
  const events = reads.list(logEventKind, (it) => it.id.startsWith(`${groupArn}|`));
  return [...events].sort((one, other) => serialOf(one) - serialOf(other));
}

function serialOf(event: Entity<LogEvent>): number {
  return Number(event.id.slice(event.id.lastIndexOf("|") + 1));
}

function plainArn(arn: string): string {
  return arn.replace(/:\*$/, "");
}
