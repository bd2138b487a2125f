import { isInstanceClass } from "../../aws/instance-classes";
import { ENGINES, engineVersionProblem } from "./database-engine";
import {
  CA_CERTIFICATES,
  DATABASE_DEFAULTS,
  DATABASE_LIMITS,
  defaultDatabaseName,
  INSIGHTS_MODES,
  MAX_READ_REPLICAS,
  MAX_STORAGE_GIB,
  type DatabaseSettings,
} from "./database-settings";
import { parameterProblems } from "./parameter-problems";
import { restoreProblems } from "./restore-source";
import { windowProblems } from "./time-windows";

/** Settings of which some may be missing because their form is wrong; what is there is checked all the same. */
type Given = { readonly [Key in keyof DatabaseSettings]?: DatabaseSettings[Key] | undefined };

/**
 * What is wrong with a database's settings on a day (engine versions go out of support); empty when nothing is. The
 * name is checked by `databaseNameProblem`.
 */
export function databaseProblems(name: string, given: Given, day = new Date()): string[] {
  // A name that is wrong itself would be found a second time in the default it makes.
  const isNamed = databaseNameProblem(name) === undefined;
  const { databaseName = isNamed ? defaultDatabaseName(name) : undefined } = given;
  const { engine, engineVersion, instanceClass, port, backupRetentionDays, masterUsername } = given;
  return [
    engine === undefined || engineVersion === undefined ? undefined : engineVersionProblem(engine, engineVersion, day),
    instanceClass === undefined ? undefined : instanceClassProblem(instanceClass, engine),
    ...storageProblems(given),
    databaseName === undefined ? undefined : databaseNameInServerProblem(databaseName),
    masterUsername === undefined ? undefined : masterUsernameProblem(masterUsername),
    wholeNumberProblem("port", port, ...DATABASE_LIMITS.port),
    wholeNumberProblem("backupRetentionDays", backupRetentionDays, ...DATABASE_LIMITS.backupRetentionDays),
    wholeNumberProblem("masterPasswordVersion", given.masterPasswordVersion, ...DATABASE_LIMITS.masterPasswordVersion),
    oneOfProblem("databaseInsightsMode", given.databaseInsightsMode, INSIGHTS_MODES),
    oneOfProblem("caCertificate", given.caCertificate, CA_CERTIFICATES),
    ...windowProblems(given),
    ...logExportProblems(given),
    ...parameterProblems(engine, engineVersion, given.parameters ?? {}),
    ...(given.restoreFrom === undefined ? [] : restoreProblems(given.restoreFrom)),
    ...(isNamed ? replicaProblems(name, given) : []),
  ].filter((problem) => problem !== undefined);
}

/** The name becomes part of an RDS identifier (63 characters) and of a Lattice resource configuration's name (40). */
export function databaseNameProblem(name: string): string | undefined {
  if (/^[a-z](?:-?[a-z0-9])*$/.test(name) && name.length <= 25) return undefined;
  return `must have a name of 1-25 lower-case letters, digits and single "-", starting with a letter, got "${name}"`;
}

/** RDS wants room for at least a tenth more. */
function storageProblems({ allocatedStorageGib, maxAllocatedStorageGib }: Given): (string | undefined)[] {
  const least = Math.ceil(((allocatedStorageGib ?? DATABASE_DEFAULTS.allocatedStorageGib) * 11) / 10);
  return [
    wholeNumberProblem("allocatedStorageGib", allocatedStorageGib, ...DATABASE_LIMITS.allocatedStorageGib),
    wholeNumberProblem("maxAllocatedStorageGib", maxAllocatedStorageGib, least, MAX_STORAGE_GIB),
  ];
}

/** Words of SQL somebody might name a database after; RDS refuses those its engine reserves. */
const SQL_WORDS = new Set(
  (
    "all analyze and any array as asc between both by case check column constraint create cross database default delete " +
    "desc distinct else end exists false fetch for foreign from full grant group having in index inner insert into is " +
    "join key lateral leading left like limit natural not null on or order outer primary references right schema select " +
    "set table then to trailing true union unique update user using values when where window with"
  ).split(" "),
);

export function databaseNameInServerProblem(databaseName: string): string | undefined {
  if (SQL_WORDS.has(databaseName.toLowerCase())) {
    return `databaseName must not be a word of SQL, got "${databaseName}"`;
  }
  if (/^[A-Za-z][A-Za-z0-9_]{0,62}$/.test(databaseName)) return undefined;
  return `databaseName must be 1-63 letters, digits or "_", starting with a letter, got "${databaseName}"`;
}

/** The first names an attacker tries, and those the engines and RDS keep for themselves. */
const RESERVED_MASTERS = ["admin", "administrator", "postgres", "rdsadmin", "root", "sa"];

export function masterUsernameProblem(master: string): string | undefined {
  if (SQL_WORDS.has(master)) return `masterUsername must not be a word of SQL, got "${master}"`;
  if (RESERVED_MASTERS.includes(master)) {
    return `masterUsername must be none of ${RESERVED_MASTERS.join(", ")}, got "${master}"`;
  }
  if (/^[a-z][a-z0-9_]{0,15}$/.test(master)) return undefined;
  return `masterUsername must be 1-16 lower-case letters, digits or "_", starting with a letter, got "${master}"`;
}

/** Database Insights leaves out the small classes of MySQL and MariaDB (engine support table of the RDS guide). */
function instanceClassProblem(instanceClass: string, engine: Given["engine"]): string | undefined {
  if (!/^db\.[a-z]\w*\.\w+$/.test(instanceClass)) {
    return `instanceClass must be an RDS instance class such as db.t4g.medium, got "${instanceClass}"`;
  }
  if (!isInstanceClass(instanceClass)) {
    return `instanceClass must be a class RDS has for these engines, such as db.t4g.medium, got "${instanceClass}"`;
  }
  if (engine === undefined || engine === "postgres" || !/^db\.t\d\w*\.(?:micro|small)$/.test(instanceClass)) {
    return undefined;
  }
  return `instanceClass must be db.t4g.medium or larger, since Database Insights does not run on smaller ${engine}, got "${instanceClass}"`;
}

function logExportProblems({ engine, logExports }: Given): string[] {
  if (logExports === undefined || engine === undefined) return [];
  const { allLogs } = ENGINES[engine];
  const all = allLogs.join(", ");
  if (logExports.length === 0) return [`logExports must be one or more of ${all}, got none`];
  return logExports.flatMap((log, index) => {
    if (!allLogs.includes(log)) return [`logExports[${index}] must be one of ${all} with ${engine}, got "${log}"`];
    return logExports.indexOf(log) === index
      ? []
      : [`logExports[${index}] must name each log once, got "${log}" again`];
  });
}

/** A replica is a database to its clients, `orders-reports`, and named as one. */
function replicaProblems(name: string, { engine, readReplicas = {} }: Given): string[] {
  const count = Object.keys(readReplicas).length;
  return [
    ...(count > MAX_READ_REPLICAS ? [`readReplicas must be ${MAX_READ_REPLICAS} at most, got ${count}`] : []),
    ...Object.entries(readReplicas).flatMap(([key, { instanceClass }]) => {
      const field = `readReplicas["${key.slice(0, 100)}"]`;
      // Which are the names of what a database has besides.
      if (["proxy", "reader"].includes(key))
        return [`${field} must have another name than proxy and reader, got "${key}"`];
      if (databaseNameProblem(`${name}-${key}`) !== undefined) {
        const text = 'must have a name of lower-case letters, digits and single "-"';
        return [`${field} ${text}, 25 characters at most with "${name}-", got "${key.slice(0, 100)}"`];
      }
      const problem = instanceClass === undefined ? undefined : instanceClassProblem(instanceClass, engine);
      return problem === undefined ? [] : [`${field}.${problem}`];
    }),
  ];
}

function oneOfProblem(field: string, value: string | undefined, all: readonly string[]): string | undefined {
  if (value === undefined || all.includes(value)) return undefined;
  return `${field} must be one of ${all.join(", ")}, got "${value}"`;
}

export function wholeNumberProblem(
  field: string,
  value: number | undefined,
  min: number,
  max: number,
): string | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= min && value <= max)) return undefined;
  return `${field} must be a whole number of ${min}-${max}, got ${value}`;
}
