/** From when on alarms are raised, and how long the audit's logs are kept. */
export interface WatchSettings {
  /**
   * Processor use of a database that raises an alarm, in percent, 1-100; on average over 15 minutes. Above it a load that
   * grows has little room left before queries wait for each other.
   * @default 80
   */
  readonly cpuPercent?: number;
  /**
   * Storage an instance has left, in GiB, that raises an alarm, 1-65536. The default is a tenth of the smallest storage,
   * below which RDS lets it grow by itself, where it may.
   * @default 2
   */
  readonly freeStorageGib?: number;
  /**
   * Connections to one database that raise an alarm, 1-16000. How many there can be follows from the memory of its class: the
   * default is nine tenths of what Aurora MySQL gives a `db.t4g.medium` (90), the fewest of the classes that are the defaults here.
   * @default 80
   */
  readonly connections?: number;
  /**
   * How far a reader may be behind, in seconds, 1-86400, before it raises an alarm. What consumers read is then older than this.
   * @default 60
   */
  readonly replicaLagSeconds?: number;
  /**
   * Hours without any connection of a consumer that raise an alarm, 1-24: a way that broke is as silent as one that nobody
   * uses. The default is the longest, for consumers that work once a day.
   * @default 24
   */
  readonly quietHours?: number;
  /**
   * Refused connection attempts at the databases' ports within 5 minutes that raise an alarm, 1-100000. One attempt that is
   * repeated by the client's system makes one or two records of the flow log; the default is more than one mistaken client's try.
   * @default 5
   */
  readonly deniedConnections?: number;
  /**
   * How long nobody but a holder of `s3:BypassGovernanceRetention` deletes or changes a file of the audit trail, in days, 1-3650.
   * @default 365
   */
  readonly auditRetentionDays?: number;
}

/** What counts where nothing is said; each one's reason stands with it in `WatchSettings`. */
export const WATCH_DEFAULTS = {
  cpuPercent: 80,
  freeStorageGib: 2,
  connections: 80,
  replicaLagSeconds: 60,
  quietHours: 24,
  deniedConnections: 5,
  auditRetentionDays: 365,
} satisfies Required<WatchSettings>;

type Key = keyof typeof WATCH_DEFAULTS;

/** The least and the most of each. */
export const WATCH_LIMITS: Readonly<Record<Key, readonly [least: number, most: number]>> = {
  cpuPercent: [1, 100],
  freeStorageGib: [1, 65_536],
  connections: [1, 16_000],
  replicaLagSeconds: [1, 86_400],
  // CloudWatch looks back a day at most.
  quietHours: [1, 24],
  deniedConnections: [1, 100_000],
  auditRetentionDays: [1, 3650],
};

/** What is wrong with the settings; empty when nothing is. */
export function watchSettingsProblems(settings: WatchSettings): string[] {
  return Object.keys(WATCH_DEFAULTS).flatMap((name) => {
    const key = name as Key;
    const value = settings[key];
    const [least, most] = WATCH_LIMITS[key];
    if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return [];
    return [`${key} must be a whole number of ${least}-${most}, got ${value}`];
  });
}
