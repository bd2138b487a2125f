import type { Reads, Transaction } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { entityOf } from "../entity-of";
import type { Services } from "../services";
import { logEventKind, logGroupKind, logSerialsKind, type LogEvent, type LogSerials } from "./entities";

/** How many events a group keeps here; older ones go first, whatever its retention says. */
export const keptEvents = 5000;

/**
 * PutLogEvents by an AWS service. Costs the same however many events there are: each connection writes one. Nobody waits
 * for the disk, so that many connections at once are written together.
 */
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
    let { first, last } = serialsOf(transaction, groupArn);
    for (const event of events) {
      const data = { ...event, logGroupName, logStreamName };
      const arn = `${groupArn}:log-event:${++last}`;
      transaction.put(entityOf(logEventKind, eventId(groupArn, last), arn, group, data));
    }
    for (; last - first >= keptEvents; first++) transaction.delete(logEventKind, eventId(groupArn, first));
    transaction.put(entityOf(logSerialsKind, groupArn, "", group, { first, last }));
  }, "can wait");
}

/** GetLogEvents of all streams, oldest first. */
export function logEvents(reads: Reads, logGroupArn: string): readonly LogEvent[] {
  const groupArn = plainArn(logGroupArn);
  const { first, last } = serialsOf(reads, groupArn);
  return Array.from({ length: last - first + 1 }, (_, at) => reads.get(logEventKind, eventId(groupArn, first + at)))
    .filter((event) => event !== undefined)
    .map((event) => event.data);
}

export function deleteLogEvents(transaction: Transaction, groupArn: string): void {
  const { first, last } = serialsOf(transaction, groupArn);
  for (let serial = first; serial <= last; serial++) transaction.delete(logEventKind, eventId(groupArn, serial));
  transaction.delete(logSerialsKind, groupArn);
}

function serialsOf(reads: Reads, groupArn: string): LogSerials {
  return reads.get(logSerialsKind, groupArn)?.data ?? countedSerials(reads, groupArn);
}

/** For a group nothing was written to yet, or last by a local cloud that kept no serial numbers. */
function countedSerials(reads: Reads, groupArn: string): LogSerials {
  const events = reads.list(logEventKind, ({ id }) => id.startsWith(`${groupArn}|`));
  const serials = events.map(({ id }) => Number(id.slice(id.lastIndexOf("|") + 1)));
  const last = serials.reduce((highest, serial) => Math.max(highest, serial), 0);
  return { first: serials.reduce((lowest, serial) => Math.min(lowest, serial), last + 1), last };
}

function eventId(groupArn: string, serial: number): string {
  return `${groupArn}|${serial}`;
}

function plainArn(arn: string): string {
  return arn.replace(/:\*$/, "");
}
