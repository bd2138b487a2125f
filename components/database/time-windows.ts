const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** A span of time that comes again. */
interface Span {
  /** Minutes since midnight, or since Monday's. */
  readonly start: number;
  readonly length: number;
}

interface Windows {
  readonly backupWindow?: string | undefined;
  readonly maintenanceWindow?: string | undefined;
}

/** What is wrong with a database's windows, in UTC: half an hour or more, and never at the same time (RDS guide). */
export function windowProblems({ backupWindow, maintenanceWindow }: Windows): string[] {
  const backup = backupWindow === undefined ? undefined : daily(backupWindow);
  const maintenance = maintenanceWindow === undefined ? undefined : weekly(maintenanceWindow);
  const isTwice = backup !== undefined && maintenance !== undefined && meet(backup, maintenance);
  return [
    ...(backupWindow === undefined ? [] : problemsOf("backupWindow", backupWindow, backup, DAILY)),
    ...(maintenanceWindow === undefined ? [] : problemsOf("maintenanceWindow", maintenanceWindow, maintenance, WEEKLY)),
    ...(isTwice
      ? [`maintenanceWindow must not overlap with backupWindow ${backupWindow ?? ""}, got "${maintenanceWindow ?? ""}"`]
      : []),
  ];
}

const DAILY = '"hh:mm-hh:mm" in UTC, such as "02:00-03:00"';
const WEEKLY = '"ddd:hh:mm-ddd:hh:mm" in UTC, such as "sun:04:00-sun:05:00"';

function problemsOf(field: string, text: string, span: Span | undefined, form: string): string[] {
  if (span === undefined) return [`${field} must be ${form}, got "${text}"`];
  // RDS takes less than a day of maintenance.
  if (span.length >= 30 && span.length < DAY) return [];
  return [`${field} must be from 30 minutes to less than a day long, got "${text}"`];
}

function daily(text: string): Span | undefined {
  const [, from = "", to = ""] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(text) ?? [];
  return spanOf(minuteOf(from), minuteOf(to), DAY);
}

function weekly(text: string): Span | undefined {
  const [, fromDay = "", from = "", toDay = "", to = ""] =
    /^([a-z]{3}):(\d\d:\d\d)-([a-z]{3}):(\d\d:\d\d)$/i.exec(text) ?? [];
  return spanOf(minuteOf(from, fromDay), minuteOf(to, toDay), WEEK);
}

function spanOf(start: number | undefined, end: number | undefined, round: number): Span | undefined {
  return start === undefined || end === undefined ? undefined : { start, length: (end - start + round) % round };
}

function minuteOf(time: string, day = "mon"): number | undefined {
  const [hour = NaN, minute = NaN] = time.split(":").map(Number);
  const index = DAYS.indexOf(day.toLowerCase());
  return index >= 0 && hour < 24 && minute < 60 ? index * DAY + hour * 60 + minute : undefined;
}

/** Whether one of each day and one of each week meet. */
function meet(backup: Span, maintenance: Span): boolean {
  return DAYS.some((_, day) => {
    const start = day * DAY + backup.start;
    const after = (from: number, to: number) => (to - from + WEEK) % WEEK;
    return after(start, maintenance.start) < backup.length || after(maintenance.start, start) < maintenance.length;
  });
}
