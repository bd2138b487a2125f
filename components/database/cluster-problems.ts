import { isAuroraClass, SERVERLESS_CLASS } from "../../aws/aurora-instance-classes";
import { AURORA_ENGINES, auroraVersionProblem } from "./aurora-engine";
import {
  CLUSTER_LIMITS,
  DEFAULT_INSTANCES,
  MAX_CLUSTER_INSTANCES,
  type ClusterInstanceSettings,
  type ClusterSettings,
} from "./cluster-settings";
import {
  databaseNameInServerProblem,
  databaseNameProblem,
  masterUsernameProblem,
  wholeNumberProblem,
} from "./database-problems";
import { defaultDatabaseName } from "./database-settings";

/** Settings of which some may be missing because their form is wrong; what is there is checked all the same. */
type Given = {
  readonly [Key in Exclude<keyof ClusterSettings, "instances" | "serverlessV2">]?: ClusterSettings[Key] | undefined;
} & {
  readonly instances?: Readonly<Record<string, GivenInstance>> | undefined;
  readonly serverlessV2?: GivenCapacity | undefined;
};
type GivenInstance = { readonly [Key in keyof ClusterInstanceSettings]?: ClusterInstanceSettings[Key] | undefined };
interface GivenCapacity {
  readonly minCapacity?: number | undefined;
  readonly maxCapacity?: number | undefined;
}

/** What is wrong with a cluster's settings on a day; empty when nothing is. As `databaseProblems` of an instance. */
export function clusterProblems(name: string, given: Given, day = new Date()): string[] {
  const { engine, engineVersion, port, backupRetentionDays, masterUsername } = given;
  // A name that is wrong itself would be found a second time in the default it makes.
  const usual = databaseNameProblem(name) === undefined ? defaultDatabaseName(name) : undefined;
  const { databaseName = usual } = given;
  return [
    engine === undefined || engineVersion === undefined ? undefined : auroraVersionProblem(engine, engineVersion, day),
    ...instanceProblems(given),
    ...capacityProblems(given),
    backtrackProblem(given),
    databaseName === undefined ? undefined : databaseNameInServerProblem(databaseName),
    masterUsername === undefined ? undefined : masterUsernameProblem(masterUsername),
    wholeNumberProblem("port", port, ...CLUSTER_LIMITS.port),
    wholeNumberProblem("backupRetentionDays", backupRetentionDays, ...CLUSTER_LIMITS.backupRetentionDays),
  ].filter((problem) => problem !== undefined);
}

/** The key becomes part of an RDS identifier (63 characters), behind the cluster's own. */
export function isInstanceKey(key: string): boolean {
  return /^[a-z0-9](?:-?[a-z0-9])*$/.test(key) && key.length <= 20;
}

function instanceProblems(given: Given): (string | undefined)[] {
  const instances = Object.entries(given.instances ?? DEFAULT_INSTANCES);
  const count = instances.length;
  return [
    count < 1 || count > MAX_CLUSTER_INSTANCES
      ? `instances must be 1-${MAX_CLUSTER_INSTANCES}, got ${count === 0 ? "none" : count}`
      : undefined,
    ...instances.flatMap(([key, { instanceClass, promotionTier }]) => {
      // Its key is a problem of its own, and no path leads past it.
      if (!isInstanceKey(key)) return [];
      return [
        instanceClass === undefined ? undefined : classProblem(`instances.${key}.instanceClass`, instanceClass, given),
        wholeNumberProblem(`instances.${key}.promotionTier`, promotionTier, ...CLUSTER_LIMITS.promotionTier),
      ];
    }),
  ];
}

/** Of Aurora MySQL Database Insights leaves out db.t3 (Aurora guide, "instance class support for Database Insights"). */
function classProblem(field: string, instanceClass: string, { engine, serverlessV2 }: Given): string | undefined {
  if (!isAuroraClass(instanceClass)) {
    return `${field} must be a class Aurora has, such as db.t4g.medium or db.r8g.large, got "${instanceClass}"`;
  }
  if (instanceClass === SERVERLESS_CLASS && serverlessV2 === undefined) {
    return `${field} must be another class than ${SERVERLESS_CLASS} without serverlessV2, got "${instanceClass}"`;
  }
  if (engine !== "mysql" || !instanceClass.startsWith("db.t3.")) return undefined;
  return `${field} must be db.t4g.medium or larger, since Database Insights does not run on db.t3 of Aurora MySQL, got "${instanceClass}"`;
}

function capacityProblems({ serverlessV2, instances = DEFAULT_INSTANCES }: Given): (string | undefined)[] {
  if (serverlessV2 === undefined) return [];
  const { minCapacity: min, maxCapacity: max } = serverlessV2;
  const isUsed = Object.values(instances).some(
    // Of a class that is none it is not known what was meant.
    ({ instanceClass = SERVERLESS_CLASS }) => instanceClass === SERVERLESS_CLASS || !isAuroraClass(instanceClass),
  );
  const low = halvesProblem("serverlessV2.minCapacity", min, ...CLUSTER_LIMITS.minCapacity);
  const high = halvesProblem("serverlessV2.maxCapacity", max, ...CLUSTER_LIMITS.maxCapacity);
  const isReversed = min !== undefined && max !== undefined && low === undefined && high === undefined && min > max;
  return [
    isUsed || Object.keys(instances).length === 0
      ? undefined
      : `serverlessV2 must be left out where no instance is ${SERVERLESS_CLASS}, got ${JSON.stringify(serverlessV2)}`,
    low,
    high,
    isReversed ? `serverlessV2.minCapacity must be maxCapacity at most, ${max}, got ${min}` : undefined,
  ];
}

function halvesProblem(field: string, value: number | undefined, min: number, max: number): string | undefined {
  if (value === undefined || (Number.isInteger(2 * value) && value >= min && value <= max)) return undefined;
  return `${field} must be ${min}-${max} in steps of 0.5, got ${value}`;
}

function backtrackProblem({ engine, backtrackHours }: Given): string | undefined {
  if (engine !== undefined && backtrackHours !== undefined && !AURORA_ENGINES[engine].backtrack) {
    return `backtrackHours must be left out of Aurora PostgreSQL, which has no backtrack, got ${backtrackHours}`;
  }
  return wholeNumberProblem("backtrackHours", backtrackHours, ...CLUSTER_LIMITS.backtrackHours);
}
