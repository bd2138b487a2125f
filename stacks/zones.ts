import { getAvailabilityZones } from "@pulumi/aws/getAvailabilityZones";

import * as pulumi from "@pulumi/pulumi";

import { zonesWithoutLattice } from "../aws/lattice";
import type { StackConfig } from "./config";
import { configError } from "./config-error";
import { plainReason } from "./plain-reason";
import { configKey, type ConfigProblem } from "./config-problem";

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
  return Object.entries(config.subnets).flatMap(([role, cidrs]) =>
    Object.keys(cidrs).flatMap((letter) => {
      const key = configKey("lattice-db", ["subnets", role, letter]);
      const zone = `${region}${letter}`;
      if (!zones.has(zone)) {
        // Local Zones, which have longer names, hold neither databases nor gateways.
        const letters = [...zones.keys()].map((name) => name.slice(region.length));
        const has = letters.filter((one) => one.length === 1).join(", ");
        return [{ key, text: `must be a zone of ${region} (${has}), got "${letter}"`, remove: true }];
      }
      const id = zones.get(zone) ?? "";
      if (role !== "gateway" || !zonesWithoutLattice.includes(id)) return [];
      return [
        { key, text: `must be another zone: VPC Lattice has no resource gateways in ${zone} (${id})`, remove: true },
      ];
    }),
  );
}
