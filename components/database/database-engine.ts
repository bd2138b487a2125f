import { engineSupport } from "../../aws/engine-support";

/** The engines of RDS instances that Lattice can share and that know IAM login. */
export const DatabaseEngine = { Postgres: "postgres", MySql: "mysql", MariaDb: "mariadb" } as const;
export type DatabaseEngine = (typeof DatabaseEngine)[keyof typeof DatabaseEngine];

/** What differs between the engines. */
export interface EngineFacts {
  /** TCP port when none is asked for. */
  readonly port: number;
  /** Server parameters: refuse a login without TLS; write the exported logs. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What the server writes to CloudWatch Logs where nothing is said. */
  readonly logExports: readonly string[];
  /** What it can write there. */
  readonly allLogs: readonly string[];
  /** How a version is given: without the minor release, because RDS upgrades that by itself. */
  readonly version: { readonly pattern: RegExp; readonly example: string };
  /** Whether RDS sells extended support for it, and so takes the setting that declines it. */
  readonly extendedSupport: boolean;
}

/** "1" where Aurora says "ON": instances list 0 and 1 as allowed values. Slow queries reach the log only as a file. */
const MYSQL_PARAMETERS = { require_secure_transport: "1", slow_query_log: "1", log_output: "FILE" };

const MYSQL_LOGS = ["audit", "error", "general", "slowquery", "iam-db-auth-error"];

export const ENGINES: Readonly<Record<DatabaseEngine, EngineFacts>> = {
  postgres: {
    port: 5432,
    parameters: { "rds.force_ssl": "1" },
    logExports: ["postgresql", "upgrade", "iam-db-auth-error"],
    allLogs: ["postgresql", "upgrade", "iam-db-auth-error"],
    version: { pattern: /^\d{2}$/, example: "17" },
    extendedSupport: true,
  },
  mysql: {
    port: 3306,
    parameters: MYSQL_PARAMETERS,
    logExports: ["error", "slowquery", "iam-db-auth-error"],
    allLogs: MYSQL_LOGS,
    version: { pattern: /^\d{1,2}\.\d{1,2}$/, example: "8.4" },
    extendedSupport: true,
  },
  mariadb: {
    port: 3306,
    parameters: MYSQL_PARAMETERS,
    logExports: ["error", "slowquery", "iam-db-auth-error"],
    allLogs: MYSQL_LOGS,
    version: { pattern: /^\d{2}\.\d{1,2}$/, example: "11.8" },
    extendedSupport: false,
  },
};

/** The parameter group family: `postgres17`, `mysql8.4`, `mariadb11.8`. */
export function parameterGroupFamily(engine: DatabaseEngine, engineVersion: string): string {
  return `${engine}${engineVersion}`;
}

/**
 * What is wrong with a version on a day; `undefined` when nothing is. Out of standard support RDS refuses to make an
 * instance whose extended support is declined, and moves one it has to a newer version, which the program would want
 * back.
 */
export function engineVersionProblem(engine: DatabaseEngine, engineVersion: string, day: Date): string | undefined {
  const { pattern, example } = ENGINES[engine].version;
  if (!pattern.test(engineVersion)) {
    return `engineVersion must be a ${engine} version without its minor release, such as "${example}", got "${engineVersion}"`;
  }
  const { exists, supported, ends, instead } = engineSupport(engine, engineVersion, day);
  if (!exists) {
    return `engineVersion must be a version RDS has, such as "${recommendedVersion(engine, day)}" (no ${engine} ${engineVersion} came to it), got "${engineVersion}"`;
  }
  if (supported) return undefined;
  const since = ends === undefined ? "is out of RDS standard support" : `left RDS standard support after ${ends}`;
  return `engineVersion must be ${instead} or newer (${engine} ${engineVersion} ${since}), got "${engineVersion}"`;
}

/** The version to begin with on a day: the engine's example, or what to take instead once that is out of support. */
export function recommendedVersion(engine: DatabaseEngine, day: Date): string {
  const { example } = ENGINES[engine].version;
  const { supported, instead } = engineSupport(engine, example, day);
  return supported ? example : instead;
}

/** What to say of a version that will leave standard support within half a year; `undefined` when nothing. */
export function engineVersionNotice(engine: DatabaseEngine, engineVersion: string, day: Date): string | undefined {
  const { supported, ends, instead } = engineSupport(engine, engineVersion, day);
  if (!supported || ends === undefined || Date.parse(ends) - day.getTime() > HALF_A_YEAR) return undefined;
  return (
    `${engine} ${engineVersion} leaves RDS standard support after ${ends}; from then on RDS refuses to make instances of it ` +
    `and upgrades those it has: move to ${instead} before (allowMajorVersionUpgrade: true)`
  );
}

const HALF_A_YEAR = 183 * 86_400_000;
