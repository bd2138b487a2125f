import { getAvailabilityZones } from "@pulumi/aws/getAvailabilityZones";

import * as pulumi from "@pulumi/pulumi";

import { zonesWithoutLattice } from "../aws/lattice";
import type { StackConfig } from "./config";
import { configError } from "./config-error";
import { plainReason } from "./plain-reason";
import { configKey, moved, NAMESPACE, type ConfigProblem, type Edit } from "./config-problem";

/**
 * Asks AWS which zones this account has and checks the zone letters of the configuration.
 * @throws pulumi.RunError with all problems at once.
 */
export async function checkZones(stack: string, config: StackConfig): Promise<void> {
  const { names, zoneIds } = await availableZones(config.aws.place.region);
  const ids = new Map(names.map((name, index) => [name, zoneIds[index]]));
  const problems = zoneProblems(config, ids);
  if (problems.length > 0) throw configError(stack, problems);
}

/** The first question to AWS: a Region that is not there or not enabled, or wrong credentials, show here. */
async function availableZones(region: string): Promise<{ readonly names: string[]; readonly zoneIds: string[] }> {
  try {
    return await getAvailabilityZones({ state: "available" });
  } catch (error) {
    const reason = plainReason(error);
    throw new pulumi.RunError(
      `AWS does not answer which zones ${region} has: ${reason}\n` +
        "Credentials, aws:region and aws:allowedAccountIds must be those of this stack's account, and the Region enabled in it.",
    );
  }
}

/** @param zones The zones of the account, id by name. */
export function zoneProblems(config: StackConfig, zones: ReadonlyMap<string, string | undefined>): ConfigProblem[] {
  const { region } = config.aws.place;
  // A network that is there already is looked at by itself.
  const subnets: Readonly<Record<string, Readonly<Record<string, string>>>> = "subnets" in config ? config.subnets : {};
  return Object.entries(subnets).flatMap(([role, cidrs]) => {
    const free = freeLetters(region, role, cidrs, zones);
    return Object.entries(cidrs).flatMap(([letter, cidr]): ConfigProblem[] => {
      const path = ["subnets", role, letter];
      const key = configKey(NAMESPACE, path);
      const zone = `${region}${letter}`;
      if (!zones.has(zone)) {
        // Local Zones, which have longer names, hold neither databases nor gateways.
        const letters = [...zones.keys()].map((name) => name.slice(region.length));
        const has = letters.filter((one) => one.length === 1).join(", ");
        const text = `must be a zone of ${region} (${has}), got "${letter}"`;
        return [{ key, text, edits: movedTo(path, cidr, free.shift()) }];
      }
      const id = zones.get(zone) ?? "";
      if (role !== "gateway" || !zonesWithoutLattice.includes(id)) return [];
      const text = `must be another zone: VPC Lattice has no resource gateways in ${zone} (${id})`;
      return [{ key, text, edits: movedTo(path, cidr, free.shift()) }];
    });
  });
}

/** The range goes to a zone that would do; without one only a person can choose. */
function movedTo(path: readonly string[], cidr: string, letter: string | undefined): readonly Edit[] {
  if (letter === undefined) return [];
  return moved(NAMESPACE, cidr, path, configKey(NAMESPACE, [...path.slice(0, -1), letter]));
}

/** The letters of zones in which a role has no subnet yet and can have one. */
function freeLetters(
  region: string,
  role: string,
  taken: Readonly<Record<string, unknown>>,
  zones: ReadonlyMap<string, string | undefined>,
): string[] {
  return [...zones].flatMap(([name, id]) => {
    const letter = name.slice(region.length);
    const isFit = role !== "gateway" || !zonesWithoutLattice.includes(id ?? "");
    return /^[a-z]$/.test(letter) && !Object.hasOwn(taken, letter) && isFit ? [letter] : [];
  });
}
