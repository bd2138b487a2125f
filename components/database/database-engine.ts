/** The engines of RDS instances that Lattice can share and that know IAM login. */
export const DatabaseEngine = { Postgres: "postgres", MySql: "mysql", MariaDb: "mariadb" } as const;
export type DatabaseEngine = (typeof DatabaseEngine)[keyof typeof DatabaseEngine];

/** What differs between the engines. */
export interface EngineFacts {
  /** TCP port when none is asked for. */
  readonly port: number;
  /** Server parameters: refuse a login without TLS; write the exported logs. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What the server writes to CloudWatch Logs. */
  readonly logExports: readonly string[];
  /** How a version is given: without the minor release, because RDS upgrades that by itself. */
  readonly version: { readonly pattern: RegExp; readonly example: string; readonly oldest: string };
  /** Whether RDS sells extended support for it, and so takes the setting that declines it. */
  readonly extendedSupport: boolean;
}

/** "1" where Aurora says "ON": instances list 0 and 1 as allowed values. Slow queries reach the log only as a file. */
const MYSQL_PARAMETERS = { require_secure_transport: "1", slow_query_log: "1", log_output: "FILE" };

/** Oldest versions: end of RDS standard support as of 2026 (release calendars in the RDS guide). */
export const ENGINES: Readonly<Record<DatabaseEngine, EngineFacts>> = {
  postgres: {
    port: 5432,
    parameters: { "rds.force_ssl": "1" },
    logExports: ["postgresql", "upgrade", "iam-db-auth-error"],
    version: { pattern: /^\d{2}$/, example: "17", oldest: "14" },
    extendedSupport: true,
  },
  mysql: {
    port: 3306,
    parameters: MYSQL_PARAMETERS,
    logExports: ["error", "slowquery", "iam-db-auth-error"],
    version: { pattern: /^\d{1,2}\.\d{1,2}$/, example: "8.4", oldest: "8.4" },
    extendedSupport: true,
  },
  mariadb: {
    port: 3306,
    parameters: MYSQL_PARAMETERS,
    logExports: ["error", "slowquery", "iam-db-auth-error"],
    // IAM login came with 10.6.
    version: { pattern: /^\d{2}\.\d{1,2}$/, example: "11.8", oldest: "10.6" },
    extendedSupport: false,
  },
};

/** The parameter group family: `postgres17`, `mysql8.4`, `mariadb11.8`. */
export function parameterGroupFamily(engine: DatabaseEngine, engineVersion: string): string {
  return `${engine}${engineVersion}`;
}

/** What is wrong with a version; `undefined` when nothing is. */
export function engineVersionProblem(engine: DatabaseEngine, engineVersion: string): string | undefined {
  const { pattern, example, oldest } = ENGINES[engine].version;
  if (!pattern.test(engineVersion)) {
    return `engineVersion must be a ${engine} version without its minor release, such as "${example}", got "${engineVersion}"`;
  }
  if (compareVersions(engineVersion, oldest) < 0) {
    return `engineVersion must be ${oldest} or newer (older ${engine} is out of RDS standard support), got "${engineVersion}"`;
  }
  return undefined;
}

function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((text) => text.split(".").map(Number));
  for (const [index, part] of (left ?? []).entries()) {
    const difference = part - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
