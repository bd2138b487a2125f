import { engineSupport } from "../../aws/engine-support";

/** The engines of Aurora clusters, by what their clients speak. */
export const AuroraEngine = { Postgres: "postgres", MySql: "mysql" } as const;
export type AuroraEngine = (typeof AuroraEngine)[keyof typeof AuroraEngine];

/** What differs between the engines. */
export interface AuroraFacts {
  /** As RDS calls it. */
  readonly name: "aurora-postgresql" | "aurora-mysql";
  /** TCP port when none is asked for. */
  readonly port: number;
  /** Cluster parameters: refuse a login without TLS; write the exported logs. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What the cluster writes to CloudWatch Logs. */
  readonly logExports: readonly string[];
  /** How a version is given: without the minor release, because RDS upgrades that by itself. */
  readonly version: { readonly pattern: RegExp; readonly example: string };
  /** Whether a cluster can be wound back to a moment of the last days. */
  readonly backtrack: boolean;
}

export const AURORA_ENGINES: Readonly<Record<AuroraEngine, AuroraFacts>> = {
  postgres: {
    name: "aurora-postgresql",
    port: 5432,
    parameters: { "rds.force_ssl": "1" },
    logExports: ["postgresql", "iam-db-auth-error"],
    version: { pattern: /^\d{2}$/, example: "17" },
    backtrack: false,
  },
  mysql: {
    name: "aurora-mysql",
    port: 3306,
    // "ON" where instances say "1" (Aurora guide, "Aurora MySQL configuration parameters").
    parameters: { require_secure_transport: "ON", slow_query_log: "1", log_output: "FILE" },
    logExports: ["error", "slowquery", "iam-db-auth-error"],
    version: { pattern: /^\d\.\d$/, example: "8.0" },
    backtrack: true,
  },
};

/** The parameter group family: `aurora-postgresql17`, `aurora-mysql8.0`. */
export function auroraFamily(engine: AuroraEngine, engineVersion: string): string {
  return `${AURORA_ENGINES[engine].name}${engineVersion}`;
}

/** What is wrong with a version on a day; `undefined` when nothing is. As `engineVersionProblem` of instances. */
export function auroraVersionProblem(engine: AuroraEngine, engineVersion: string, day: Date): string | undefined {
  const { name, version } = AURORA_ENGINES[engine];
  if (!version.pattern.test(engineVersion)) {
    return `engineVersion must be an ${name} version without its minor release, such as "${version.example}", got "${engineVersion}"`;
  }
  const { exists, supported, ends, instead } = engineSupport(name, engineVersion, day);
  if (!exists) {
    return `engineVersion must be a version Aurora has, such as "${recommendedAuroraVersion(engine, day)}" (no ${name} ${engineVersion} came to it), got "${engineVersion}"`;
  }
  if (supported) return undefined;
  const since =
    ends === undefined ? "is out of Aurora's standard support" : `left Aurora's standard support after ${ends}`;
  return `engineVersion must be ${instead} or newer (${name} ${engineVersion} ${since}), got "${engineVersion}"`;
}

/** The version to begin with on a day: the engine's example, or what to take instead once that is out of support. */
export function recommendedAuroraVersion(engine: AuroraEngine, day: Date): string {
  const { name, version } = AURORA_ENGINES[engine];
  const { supported, instead } = engineSupport(name, version.example, day);
  return supported ? version.example : instead;
}

/** What to say of a version that will leave standard support within half a year; `undefined` when nothing. */
export function auroraVersionNotice(engine: AuroraEngine, engineVersion: string, day: Date): string | undefined {
  const { name } = AURORA_ENGINES[engine];
  const { supported, ends, instead } = engineSupport(name, engineVersion, day);
  if (!supported || ends === undefined || Date.parse(ends) - day.getTime() > HALF_A_YEAR) return undefined;
  return (
    `${name} ${engineVersion} leaves Aurora's standard support after ${ends}; from then on RDS refuses to make clusters of ` +
    `it and upgrades those it has: move to ${instead} before (allowMajorVersionUpgrade: true)`
  );
}

const HALF_A_YEAR = 183 * 86_400_000;
