import { engineVersionProblem } from "./database-engine";
import { MAX_STORAGE_GIB, withDefaults, type DatabaseSettings } from "./database-settings";

/** What is wrong with a database's settings; empty when nothing is. The name is checked by `databaseNameProblem`. */
export function databaseProblems(name: string, given: DatabaseSettings): string[] {
  const settings = withDefaults(name, given);
  return [
    engineVersionProblem(settings.engine, settings.engineVersion),
    performanceInsightsProblem(settings),
    storageProblem(settings),
    growthProblem(settings),
    databaseNameInServerProblem(settings.databaseName),
    masterUsernameProblem(settings.masterUsername),
    // RDS keeps the ports below for itself (CreateDBInstance, Port).
    wholeNumberProblem("port", settings.port, 1150, 65535),
    wholeNumberProblem("backupRetentionDays", settings.backupRetentionDays, 1, 35),
  ].filter((problem) => problem !== undefined);
}

/** The name becomes part of an RDS identifier (63 characters) and of a Lattice resource configuration's name (40). */
export function databaseNameProblem(name: string): string | undefined {
  if (/^[a-z](?:-?[a-z0-9])*$/.test(name) && name.length <= 25) return undefined;
  return `must have a name of 1-25 lower-case letters, digits and single "-", starting with a letter, got "${name}"`;
}

function storageProblem({ allocatedStorageGib }: Required<DatabaseSettings>): string | undefined {
  return wholeNumberProblem("allocatedStorageGib", allocatedStorageGib, 20, MAX_STORAGE_GIB);
}

/** RDS wants room for at least a tenth more. */
function growthProblem({
  allocatedStorageGib,
  maxAllocatedStorageGib,
}: Required<DatabaseSettings>): string | undefined {
  const least = Math.ceil(allocatedStorageGib * 1.1);
  return wholeNumberProblem("maxAllocatedStorageGib", maxAllocatedStorageGib, least, MAX_STORAGE_GIB);
}

function databaseNameInServerProblem(databaseName: string): string | undefined {
  if (/^[A-Za-z][A-Za-z0-9_]{0,62}$/.test(databaseName)) return undefined;
  return `databaseName must be 1-63 letters, digits or "_", starting with a letter, got "${databaseName}"`;
}

/** The first names an attacker tries, and those the engines and RDS keep for themselves. */
const RESERVED_MASTERS = ["admin", "administrator", "postgres", "rdsadmin", "root", "sa"];

function masterUsernameProblem(master: string): string | undefined {
  if (RESERVED_MASTERS.includes(master)) {
    return `masterUsername must be none of ${RESERVED_MASTERS.join(", ")}, got "${master}"`;
  }
  if (/^[a-z][a-z0-9_]{0,15}$/.test(master)) return undefined;
  return `masterUsername must be 1-16 lower-case letters, digits or "_", starting with a letter, got "${master}"`;
}

/** Performance Insights leaves out the small classes of MySQL and MariaDB (engine support table of the RDS guide). */
function performanceInsightsProblem({ engine, instanceClass }: Required<DatabaseSettings>): string | undefined {
  if (!/^db\.[a-z]\w*\.\w+$/.test(instanceClass)) {
    return `instanceClass must be an RDS instance class such as db.t4g.medium, got "${instanceClass}"`;
  }
  if (engine === "postgres" || !/^db\.t\d\w*\.(?:micro|small)$/.test(instanceClass)) return undefined;
  return `instanceClass must be db.t4g.medium or larger, since Performance Insights does not run on smaller ${engine}, got "${instanceClass}"`;
}

function wholeNumberProblem(field: string, value: number, min: number, max: number): string | undefined {
  if (Number.isInteger(value) && value >= min && value <= max) return undefined;
  return `${field} must be a whole number of ${min}-${max}, got ${value}`;
}
