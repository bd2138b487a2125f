import type { DatabaseArgs } from "./database";
import { engineVersionProblem } from "./database-engine";

type Checked = Omit<DatabaseArgs, "place" | "vpcId" | "logKeyArn">;

/** What is wrong with the arguments; empty when nothing is. */
export function databaseProblems(name: string, args: Checked): string[] {
  return [
    ...nameProblems(name, args),
    ...sizeProblems(args),
    engineVersionProblem(args.engine, args.engineVersion),
    performanceInsightsProblem(args),
    args.subnetIds.length < 2
      ? `subnetIds must be at least two, in different zones, got ${args.subnetIds.length}`
      : undefined,
  ].filter((problem) => problem !== undefined);
}

function nameProblems(name: string, args: Checked): string[] {
  const problems: string[] = [];
  // It becomes part of an RDS identifier (63 characters) and of a Lattice resource configuration's name (40).
  if (!/^[a-z](?:-?[a-z0-9])*$/.test(name) || name.length > 25) {
    problems.push(
      `the name must be 1-25 lower-case letters, digits and single "-", starting with a letter, got "${name}"`,
    );
  }
  const databaseName = args.databaseName ?? name.replaceAll("-", "_");
  if (!/^[A-Za-z][A-Za-z0-9_]{0,62}$/.test(databaseName)) {
    problems.push(`databaseName must be 1-63 letters, digits or "_", starting with a letter, got "${databaseName}"`);
  }
  const master = args.masterUsername ?? "dbowner";
  if (!/^[a-z][a-z0-9_]{0,15}$/.test(master) || RESERVED_MASTERS.includes(master)) {
    problems.push(
      `masterUsername must be 1-16 lower-case letters, digits or "_", starting with a letter, and none of ${RESERVED_MASTERS.join(", ")}, got "${master}"`,
    );
  }
  return problems;
}

/** The first names an attacker tries, and those the engines or RDS keep for themselves. */
const RESERVED_MASTERS = ["admin", "administrator", "postgres", "rdsadmin", "root", "sa"];

function sizeProblems(args: Checked): string[] {
  const storage = args.allocatedStorageGib ?? 20;
  const maxStorage = args.maxAllocatedStorageGib ?? 100;
  const port = args.port ?? 5432;
  const backupDays = args.backupRetentionDays ?? 7;
  const problems: string[] = [];
  if (!isWhole(storage, 20, 65536))
    problems.push(`allocatedStorageGib must be a whole number of 20-65536, got ${storage}`);
  if (!isWhole(maxStorage, Math.ceil(storage * 1.1), 65536)) {
    problems.push(
      `maxAllocatedStorageGib must be a tenth above allocatedStorageGib (${storage}) or more, got ${maxStorage}`,
    );
  }
  // RDS refuses ports below 1150.
  if (!isWhole(port, 1150, 65535)) problems.push(`port must be 1150-65535, got ${port}`);
  if (!isWhole(backupDays, 1, 35)) problems.push(`backupRetentionDays must be 1-35, got ${backupDays}`);
  return problems;
}

function performanceInsightsProblem(args: Checked): string | undefined {
  const instanceClass = args.instanceClass ?? "db.t4g.medium";
  if (args.engine === "postgres" || !/^db\.t\d\w*\.(?:micro|small)$/.test(instanceClass)) return undefined;
  return `instanceClass must be db.t4g.medium or larger (Performance Insights does not run on smaller ${args.engine}), got "${instanceClass}"`;
}

function isWhole(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}
