import { engineSupport } from "../../../../aws/engine-support";
import { AwsError } from "../../../ground/aws-error";
import { NotModelledError } from "../../not-modelled";
import { majorOf } from "../engines";

/** What Aurora says of one of its two engines. */
export interface ClusterEngine {
  readonly name: "aurora-postgresql" | "aurora-mysql";
  readonly port: number;
  /** By major version, the releases that a cluster can be made with, oldest first, in full. */
  readonly releases: Readonly<Record<string, readonly string[]>>;
  /** The newest major version: what a cluster gets here when none is asked for. */
  readonly newest: string;
  readonly logExports: readonly string[];
  readonly reservedUsernames: readonly string[];
  readonly longestUsername: number;
  readonly longestDbName: number;
  /** CreateDBCluster: 8 to 41 for both engines. */
  readonly longestPassword: number;
  readonly hasBacktrack: boolean;
}

/** Versions: CloudFormation's own data of October 2026 (cfn-lint 1.58), less those it calls deprecated. */
const engines: Readonly<Record<string, ClusterEngine>> = {
  "aurora-postgresql": {
    name: "aurora-postgresql",
    port: 5432,
    releases: {
      14: postgres(14, [6, 17, 18, 19, 20, 22, 23, 24]),
      15: postgres(15, [10, 12, 13, 14, 15, 17, 18, 19]),
      16: postgres(16, [8, 9, 10, 11, 13, 14, 15]),
      17: postgres(17, [4, 5, 6, 7, 9, 10, 11]),
      18: postgres(18, [3, 4, 6]),
    },
    newest: "18",
    logExports: ["postgresql", "instance", "iam-db-auth-error"],
    reservedUsernames: ["admin", "rdsadmin", "rds_superuser", "rds_replication", "rds_password", "rds_iam", "public"],
    longestUsername: 16,
    longestDbName: 63,
    longestPassword: 41,
    hasBacktrack: false,
  },
  "aurora-mysql": {
    name: "aurora-mysql",
    port: 3306,
    releases: {
      "8.0": [
        ...mysql("8.0", "3.04", [0, 1, 2, 3, 4, 6]),
        ...mysql("8.0", "3.08", [0, 1, 2]),
        ...mysql("8.0", "3.09", [0]),
        ...mysql("8.0", "3.10", [0, 1, 2, 3, 4, 5, 6]),
        ...mysql("8.0", "3.11", [1]),
        ...mysql("8.0", "3.12", [0]),
        ...mysql("8.0", "3.13", [0]),
      ],
      "8.4": mysql("8.4", "8.4", [7, 8]),
    },
    newest: "8.4",
    logExports: ["audit", "error", "general", "slowquery", "instance", "iam-db-auth-error"],
    reservedUsernames: ["rdsadmin", "rdsrepladmin", "mysql.sys", "mysql.session", "mysql.infoschema"],
    longestUsername: 16,
    longestDbName: 64,
    longestPassword: 41,
    hasBacktrack: true,
  },
};

/** The engine of this name; throws for one Aurora has not, or the local cloud has not. */
export function clusterEngineNamed(name: string): ClusterEngine {
  const engine = Object.hasOwn(engines, name) ? engines[name] : undefined;
  if (engine !== undefined) return engine;
  if (["mysql", "postgres", "neptune", "docdb"].includes(name)) {
    throw new NotModelledError(`clusters of engine ${name}`, `use ${Object.keys(engines).join(" or ")}`);
  }
  throw new AwsError("InvalidParameterValue", `Invalid DB engine: ${name}`);
}

/** Whether an engine's name is one of Aurora's. */
export function isClusterEngine(name: string): boolean {
  return Object.hasOwn(engines, name);
}

/** The full version that a version or its beginning asks for: `16` gives `16.15`. */
export function resolveClusterVersion(engine: ClusterEngine, wanted = engine.newest): string {
  const major = majorOf(engine, wanted);
  const releases = Object.hasOwn(engine.releases, major) ? (engine.releases[major] ?? []) : [];
  const fit = releases.filter((release) => release === wanted || release.startsWith(`${wanted}.`)).at(-1);
  if (fit !== undefined) return fit;
  throw new AwsError("InvalidParameterCombination", `Cannot find version ${wanted} for ${engine.name}`);
}

/**
 * Refuses a version past its standard support where paid support is declined. Aurora PostgreSQL keeps the calendar of
 * RDS for PostgreSQL; the end of Aurora MySQL's releases is in no table here.
 */
export function checkClusterSupport(engine: ClusterEngine, version: string, lifecycleSupport: string, now: Date): void {
  if (lifecycleSupport === "open-source-rds-extended-support" || engine.name === "aurora-mysql") return;
  const { supported, ends = "long ago" } = engineSupport("postgres", majorOf(engine, version), now);
  if (supported) return;
  throw new AwsError(
    "InvalidParameterCombination",
    `${engine.name} ${version} is past its end of standard support (${ends}): it needs EngineLifecycleSupport open-source-rds-extended-support.`,
  );
}

/** Negative when `one` is older than `other`; both are releases of the engine. */
export function compareReleases(engine: ClusterEngine, one: string, other: string): number {
  const all = Object.values(engine.releases).flat();
  return all.indexOf(one) - all.indexOf(other);
}

/** `aurora-postgresql16`, `aurora-mysql8.0`. */
export function clusterFamilyOf(engine: ClusterEngine, version: string): string {
  return `${engine.name}${majorOf(engine, version)}`;
}

/** The engine of a family; undefined for a family Aurora has not, or the local cloud has not. */
export function engineOfClusterFamily(family: string): ClusterEngine | undefined {
  return Object.values(engines).find(
    ({ name, releases }) => family.startsWith(name) && Object.hasOwn(releases, family.slice(name.length)),
  );
}

function postgres(major: number, minors: readonly number[]): readonly string[] {
  return minors.map((minor) => `${major}.${minor}`);
}

function mysql(major: string, line: string, patches: readonly number[]): readonly string[] {
  return patches.map((patch) => `${major}.mysql_aurora.${line}.${patch}`);
}
