/** What tells a process from every other one, also where its number is given again: after a restart, in a container. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, as the system counts: clock ticks since boot (Linux), else a date. */
  readonly started: string;
  /** Which run of the system that was; empty where the start is a date. */
  readonly boot: string;
}

/** The process that has the number now; undefined for none, and for one that has ended and was not collected yet. */
export function identityOf(pid: number): ProcessIdentity | undefined;

/** Whether that very process still runs. */
export function isRunning(identity: ProcessIdentity): boolean;

/** When it started, in milliseconds since 1970, to about a second; NaN where that cannot be told. */
export function startedAt(identity: ProcessIdentity): number;
