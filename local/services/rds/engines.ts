import { engineSupport } from "../../../aws/engine-support";
import { AwsError } from "../../ground/aws-error";
import { NotModelledError } from "../not-modelled";

/** Of instances, and of Aurora's clusters. */
export type EngineName = Engine["name"] | "aurora-postgresql" | "aurora-mysql";

/** What RDS says of one engine. */
export interface Engine {
  readonly name: "postgres" | "mysql" | "mariadb";
  readonly port: number;
  readonly licenseModel: string;
  /** By major version, the minor releases there are on RDS, oldest first: some that the engine has never came to it. */
  readonly releases: Readonly<Record<string, readonly number[]>>;
  /** By major version, the newest release with which nothing can be made since `RETIRED_ON`. */
  readonly retired: Readonly<Record<string, number>>;
  /**
   * The newest major version: what an instance gets here when none is asked for. AWS says "typically the most recent",
   * and that it varies by Region: `aws rds describe-db-engine-versions --default-only` tells.
   */
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

/**
 * From this day on nothing can be made with the releases that `retired` names: of PostgreSQL by AWS's Health notice;
 * of MySQL the data below says only that they are deprecated.
 */
const RETIRED_ON = "2026-05-01";

/** Versions: CloudFormation's own data of October 2026 (cfn-lint 1.58), from what DescribeDBEngineVersions answers. */
const engines: Readonly<Record<string, Engine>> = {
  postgres: {
    name: "postgres",
    port: 5432,
    licenseModel: "postgresql-license",
    releases: { 14: minors(9, 24), 15: minors(4, 19), 16: minors(1, 15), 17: minors(1, 11), 18: minors(1, 6, [5]) },
    retired: { 14: 17, 15: 12, 16: 8, 17: 4 },
    newest: "18",
    logExports: ["postgresql", "upgrade", "iam-db-auth-error"],
    longestPassword: 128,
    // CreateDBInstance: 1 to 16 for every engine.
    longestUsername: 16,
    reservedUsernames: ["admin", "rdsadmin", "rds_superuser", "rds_replication", "rds_password", "rds_iam", "public"],
    longestDbName: 63,
    hasExtendedSupport: true,
  },
  mysql: {
    name: "mysql",
    port: 3306,
    licenseModel: "general-public-license",
    releases: { "8.0": minors(32, 46, [38]), "8.4": minors(3, 11) },
    retired: { "8.0": 41, "8.4": 4 },
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
    releases: {
      "10.6": minors(5, 28, [6, 26]),
      "10.11": minors(4, 19, [12, 17]),
      "11.4": minors(3, 13, [6, 11]),
      "11.8": minors(3, 9, [7]),
      "12.3": minors(2, 3),
    },
    retired: {},
    newest: "12.3",
    logExports: ["audit", "error", "general", "slowquery", "iam-db-auth-error"],
    longestPassword: 41,
    longestUsername: 16,
    reservedUsernames: ["rdsadmin", "rdsrepladmin", "mariadb.sys"],
    longestDbName: 64,
    hasExtendedSupport: false,
  },
};

/** RDS's other engines: real, but not here. */
const others = /^(aurora$|db2-|oracle-|sqlserver-|custom-)/;

/** The engine of this name; throws for one RDS has not, or the local cloud has not. */
export function engineNamed(name: string): Engine {
  const engine = Object.hasOwn(engines, name) ? engines[name] : undefined;
  if (engine !== undefined) return engine;
  if (name.startsWith("aurora-")) {
    const message = `DB instances of engine ${name} belong to a cluster: create it with DBClusterIdentifier.`;
    throw new AwsError("InvalidParameterCombination", message);
  }
  if (others.test(name)) throw new NotModelledError(`instances of engine ${name}`, "use postgres, mysql or mariadb");
  throw new AwsError("InvalidParameterValue", `Invalid DB engine: ${name}`);
}

/** The full version that a version or its beginning asks for: `17` and `17.11` both give `17.11`. */
export function resolveVersion(engine: Engine, wanted = engine.newest): string {
  const major = majorOf(engine, wanted);
  const releases = Object.hasOwn(engine.releases, major) ? (engine.releases[major] ?? []) : [];
  if (wanted === major && releases.length > 0) return `${major}.${releases.at(-1) ?? ""}`;
  const minor = Number(wanted.slice(major.length + 1));
  if (wanted === `${major}.${minor}` && releases.includes(minor)) return wanted;
  throw noSuchVersion(engine, wanted);
}

/** Refuses versions RDS makes no instance with any more; an instance that has one keeps it. */
export function checkCreatable(engine: Engine, version: string, lifecycleSupport: string, now: Date): void {
  const major = majorOf(engine, version);
  const retired = engine.retired[major] ?? -1;
  if (Number(version.slice(major.length + 1)) <= retired && now.toISOString().slice(0, 10) >= RETIRED_ON) {
    throw noSuchVersion(engine, version);
  }
  if (lifecycleSupport === "open-source-rds-extended-support") return;
  const { supported, ends = "long ago" } = engineSupport(engine.name, major, now);
  if (supported) return;
  throw new AwsError(
    "InvalidParameterCombination",
    `${engine.name} ${version} is past its end of standard support (${ends})` +
      (engine.hasExtendedSupport ? ": it needs EngineLifecycleSupport open-source-rds-extended-support." : "."),
  );
}

function noSuchVersion(engine: Engine, version: string): AwsError {
  return new AwsError("InvalidParameterCombination", `Cannot find version ${version} for ${engine.name}`);
}

/** All numbers from the first to the last, but for those that never were. */
function minors(first: number, last: number, never: readonly number[] = []): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index).filter((it) => !never.includes(it));
}

/** `17` of PostgreSQL 17.11, `8.4` of MySQL 8.4.11. */
export function majorOf(engine: { readonly name: EngineName }, version: string): string {
  const parts = engine.name === "postgres" || engine.name === "aurora-postgresql" ? 1 : 2;
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
