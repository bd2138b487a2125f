import { AwsError } from "../../ground/aws-error";

const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const dayMinutes = 24 * 60;
const MAINTENANCE = /^([a-z]{3}):(\d{2}):(\d{2})-([a-z]{3}):(\d{2}):(\d{2})$/;

interface Windows {
  /** `hh24:mi-hh24:mi`, UTC. */
  readonly preferredBackupWindow: string;
  /** `ddd:hh24:mi-ddd:hh24:mi`, UTC. */
  readonly preferredMaintenanceWindow: string;
}

export function checkMaintenanceWindow(window: string): void {
  const maintenance = span(window, MAINTENANCE);
  if (maintenance === undefined) throw invalid(`Invalid maintenance window format: ${window}`);
  if (maintenance.length < 30) throw invalid("The maintenance window must be at least 30 minutes.");
}

/** Both at least 30 minutes long, and never at the same time. */
export function checkWindows({ preferredBackupWindow, preferredMaintenanceWindow }: Windows): void {
  const backup = span(preferredBackupWindow, /^(\d{2}):(\d{2})-(\d{2}):(\d{2})$/);
  const maintenance = span(preferredMaintenanceWindow, MAINTENANCE);
  if (backup === undefined) throw invalid(`Invalid backup window format: ${preferredBackupWindow}`);
  if (maintenance === undefined) throw invalid(`Invalid maintenance window format: ${preferredMaintenanceWindow}`);
  if (backup.length < 30) throw invalid("The backup window must be at least 30 minutes.");
  if (maintenance.length < 30) throw invalid("The maintenance window must be at least 30 minutes.");
  const daily = days.map((_, day) => ({ start: day * dayMinutes + backup.start, length: backup.length }));
  if (daily.some((it) => meet(it, maintenance))) {
    throw invalid("The backup window and maintenance window must not overlap.");
  }
}

interface Span {
  /** Minutes since Monday 00:00, or since 00:00. */
  readonly start: number;
  readonly length: number;
}

function span(text: string, pattern: RegExp): Span | undefined {
  const parts = pattern.exec(text.toLowerCase())?.slice(1);
  if (parts === undefined) return undefined;
  const half = parts.length / 2;
  const [start, end] = [minutes(parts.slice(0, half)), minutes(parts.slice(half))];
  if (start === undefined || end === undefined) return undefined;
  const round = half === 2 ? dayMinutes : days.length * dayMinutes;
  return { start, length: (end - start + round) % round };
}

function minutes(parts: readonly string[]): number | undefined {
  const [minute = 99, hour = 99] = [...parts].reverse().slice(0, 2).map(Number);
  const day = parts.length === 3 ? days.indexOf(parts[0] ?? "") : 0;
  return minute > 59 || hour > 23 || day === -1 ? undefined : day * dayMinutes + hour * 60 + minute;
}

function meet(one: Span, other: Span): boolean {
  const week = days.length * dayMinutes;
  const after = (from: number, to: number): number => (to - from + week) % week;
  return after(one.start, other.start) < one.length || after(other.start, one.start) < other.length;
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValue", message);
}
