import { configurationsHad } from "./configurations-had";
import type { Outputs } from "./own-outputs";

/**
 * The databases that keep a subnet group, security group, parameter group, role and vault of their own: those that 0.1
 * made, for as long as they are there. RDS moves no instance to another subnet group of its VPC, and AWS deletes no vault
 * that holds a recovery point (docs/decisions/0121).
 * @param before The outputs of the last deployment; those of 0.1 say nothing of a fleet.
 */
export function standAlone(databases: Readonly<Record<string, unknown>>, before: Outputs | undefined): string[] {
  const made: readonly unknown[] =
    before?.["fleet"] === undefined ? configurationsHad(before) : aloneIn(before["fleet"]);
  return Object.keys(databases).filter((name) => made.includes(name));
}

function aloneIn(fleet: unknown): readonly unknown[] {
  const names = typeof fleet === "object" && fleet !== null && "standAlone" in fleet ? fleet.standAlone : [];
  return Array.isArray(names) ? names : [];
}
