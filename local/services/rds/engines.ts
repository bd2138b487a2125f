import { AwsError } from "../aws-error";
import { NotModelledError } from "../not-modelled";

/** What RDS says of one engine. */
export interface Engine {
  readonly name: "postgres" | "mysql" | "mariadb";
  readonly port: number;
  readonly licenseModel: string;
  /** By major version, the oldest and the newest minor release RDS takes. */
  readonly releases: Readonly<Record<string, readonly [oldest: number, newest: number]>>;
  /** The newest major version: what an instance gets when none is asked for. */
  readonly newest: string;
  readonly logExports: readonly string[];
  /** How long the master's password may be; it has at least 8 characters. */
  readonly longestPassword: number;
  readonly longestUsername: number;
  readonly reservedUsernames: readonly string[];
  readonly longestDbName: number;
  /** Whether RDS sells extended support, and so takes `engineLifecycleSupport`. */
  readonly hasExtendedSupport: boolean;
}

/** Versions: CloudFormation's own data of 2026 (cfn-lint), which lists what DescribeDBEngineVersions answers. */
const engines: Readonly<Record<string, Engine>> = {
  postgres: {
    name: "postgres",
    port: 5432,
    licenseModel: "postgresql-license",
    releases: { 14: [9, 24], 15: [4, 19], 16: [1, 15], 17: [1, 11], 18: [1, 6] },
    newest: "18",
    logExports: ["postgresql", "upgrade", "iam-db-auth-error"],
    longestPassword: 128,
    longestUsername: 63,
    reservedUsernames: ["admin", "rdsadmin", "rds_superuser", "rds_replication", "rds_password", "rds_iam", "public"],
    longestDbName: 63,
    hasExtendedSupport: true,
  },
  mysql: {
    name: "mysql",
    port: 3306,
    licenseModel: "general-public-license",
    releases: { "8.0": [32, 46], "8.4": [3, 11] },
    newest: "8.4",
    logExports: ["audit", "error", "general", "slowquery", "iam-db-auth-error"],
    longestPassword: 41,
    longestUsername: 16,
    reservedUsernames: ["rdsadmin", "rdsrepladmin", "mysql.sys", "mysql.session", "mysql.infoschema"],
    longestDbName: 64,
    hasExtendedSupport: true,
  },
  mariadb: {
    name: "mariadb",
    port: 3306,
    licenseModel: "general-public-license",
    releases: { "10.6": [5, 25], "10.11": [4, 16], "11.4": [3, 10], "11.8": [3, 6] },
    newest: "11.8",
    logExports: ["audit", "error", "general", "slowquery", "iam-db-auth-error"],
    longestPassword: 41,
    longestUsername: 16,
    reservedUsernames: ["rdsadmin", "rdsrepladmin", "mariadb.sys"],
    longestDbName: 64,
    hasExtendedSupport: false,
  },
};

/** RDS's other engines: real, but not here. */
const others = /^(aurora|aurora-mysql|aurora-postgresql|db2-|oracle-|sqlserver-|custom-)/;

/** The engine of this name; throws for one RDS has not, or the local cloud has not. */
export function engineNamed(name: string): Engine {
  const engine = Object.hasOwn(engines, name) ? engines[name] : undefined;
  if (engine !== undefined) return engine;
  if (others.test(name)) throw new NotModelledError(`instances of engine ${name}`, "use postgres, mysql or mariadb");
  throw new AwsError("InvalidParameterValue", `Invalid DB engine: ${name}`);
}

/** The full version that a version or its beginning asks for: `17` and `17.11` both give `17.11`. */
export function resolveVersion(engine: Engine, wanted = engine.newest): string {
  const major = majorOf(engine, wanted);
  const releases = engine.releases[major];
  if (releases !== undefined) {
    const [oldest, newest] = releases;
    if (wanted === major) return `${major}.${newest}`;
    const minor = Number(wanted.slice(major.length + 1));
    if (wanted === `${major}.${minor}` && minor >= oldest && minor <= newest) return wanted;
  }
  throw new AwsError("InvalidParameterCombination", `Cannot find version ${wanted} for ${engine.name}`);
}

/** `17` of PostgreSQL 17.11, `8.4` of MySQL 8.4.11. */
export function majorOf(engine: Engine, version: string): string {
  const parts = engine.name === "postgres" ? 1 : 2;
  return version.split(".").slice(0, parts).join(".");
}

/** Whether the program's version (`17`) is still true of an instance that has this one (`17.11`). */
export function isSameVersion(wanted: string, actual: string): boolean {
  return actual === wanted || actual.startsWith(`${wanted}.`) || wanted.startsWith(`${actual}.`);
}

/** Negative when `one` is older than `other`. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [one.split(".").map(Number), other.split(".").map(Number)];
  const index = left.findIndex((part, at) => part !== right[at]);
  return index === -1 ? 0 : (left[index] ?? 0) - (right[index] ?? 0);
}

/** The parameter group family: `postgres17`, `mysql8.4`, `mariadb11.8`. */
export function familyOf(engine: Engine, version: string): string {
  return `${engine.name}${majorOf(engine, version)}`;
}

/** The engine and major version of a family; undefined for a family RDS has not, or the local cloud has not. */
export function engineOfFamily(family: string): { readonly engine: Engine; readonly major: string } | undefined {
  for (const engine of Object.values(engines)) {
    const major = family.startsWith(engine.name) ? family.slice(engine.name.length) : "";
    if (Object.hasOwn(engine.releases, major)) return { engine, major };
  }
  return undefined;
}
