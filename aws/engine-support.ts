/**
 * The last day of RDS standard support of each major version, by engine (release calendars of the RDS guide, as of
 * August 2026; where the guide names a month, its last day). What is older than the first of an engine is out of it
 * too, and a version that is not here is newer than this table.
 */
const STANDARD_SUPPORT_ENDS = {
  postgres: {
    "13": "2026-02-28",
    "14": "2027-02-28",
    "15": "2028-02-29",
    "16": "2029-02-28",
    "17": "2030-02-28",
    "18": "2031-02-28",
  },
  // With those of the engine it speaks like (release calendar of Aurora PostgreSQL).
  "aurora-postgresql": {
    "13": "2026-02-28",
    "14": "2027-02-28",
    "15": "2028-02-29",
    "16": "2029-02-28",
    "17": "2030-02-28",
    "18": "2031-02-28",
  },
  // Aurora MySQL 3; and its 8.4, which is supported "at least until community end of life" (Aurora guide, versioning).
  "aurora-mysql": { "8.0": "2028-04-30", "8.4": "2032-04-30" },
  mysql: { "8.0": "2026-07-31", "8.4": "2029-07-31" },
  mariadb: {
    "10.6": "2026-12-31",
    "10.11": "2028-02-29",
    "11.4": "2029-05-31",
    "11.8": "2028-06-30",
    "12.3": "2029-06-30",
  },
} as const satisfies Record<string, Record<string, string>>;

export type SupportedEngine = keyof typeof STANDARD_SUPPORT_ENDS;

/** What is to be said of one major version on one day. */
export interface EngineSupport {
  /** `YYYY-MM-DD`, the last day of standard support; undefined where this table does not know it. */
  readonly ends: string | undefined;
  readonly supported: boolean;
  /** False for a version that never came to RDS, or cannot have come yet. */
  readonly exists: boolean;
  /** The version to take instead: the oldest that is in standard support for at least another year. */
  readonly instead: string;
}

/** @param major `17`, `8.4`, `11.8`; without a minor release. */
export function engineSupport(engine: SupportedEngine, major: string, day: Date): EngineSupport {
  const table: Readonly<Record<string, string>> = STANDARD_SUPPORT_ENDS[engine];
  const versions = Object.keys(table).sort(compare);
  const ends = Object.hasOwn(table, major) ? table[major] : undefined;
  const today = day.toISOString().slice(0, 10);
  const isOlderThanAll = versions.every((known) => compare(major, known) < 0);
  const soon = new Date(day.getTime() + 365 * 86_400_000).toISOString().slice(0, 10);
  const instead = versions.find((known) => compare(known, major) > 0 && (table[known] ?? "") >= soon);
  return {
    ends,
    supported: ends === undefined ? !isOlderThanAll : today <= ends,
    exists: ends !== undefined || isOlderThanAll || mayBeNewer(versions.at(-1) ?? major, major, day),
    instead: instead ?? versions.at(-1) ?? major,
  };
}

/**
 * Whether a version may have come after the newest of the table: each engine has one major version a year at most, and
 * no further release line within the newest (PostgreSQL 18, MySQL 8.4 and MariaDB 12.3 are the last of theirs).
 */
function mayBeNewer(newest: string, major: string, day: Date): boolean {
  const ahead = Number(major.split(".")[0]) - Number(newest.split(".")[0]);
  return ahead > 0 && ahead <= 1 + Math.max(0, day.getUTCFullYear() - TABLE_YEAR);
}

const TABLE_YEAR = 2026;

function compare(one: string, other: string): number {
  const [left, right] = [one.split(".").map(Number), other.split(".").map(Number)];
  for (const [index, part] of left.entries()) {
    const difference = part - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
