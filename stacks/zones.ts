import { getAvailabilityZones } from "@pulumi/aws/getAvailabilityZones";

import type { StackConfig } from "./config";
import { configError, configKey, type ConfigProblem } from "./config-problem";

/**
 * Zones where VPC Lattice is not available, as its guide says of the whole service (quotas page). It is certain of
 * gateways; what it means for clients whose subnets are there is not said, so those are not refused. Their letters
 * differ between accounts.
 */
const WITHOUT_GATEWAYS = [
  "use1-az3",
  "usw1-az2",
  "apne1-az3",
  "apne2-az2",
  "euc1-az2",
  "euw1-az4",
  "cac1-az3",
  "ilc1-az2",
];

/**
 * Asks AWS which zones this account has and checks the zone letters of the configuration.
 * @throws pulumi.RunError with all problems at once.
 */
export async function checkZones(stack: string, config: StackConfig): Promise<void> {
  const { names, zoneIds } = await getAvailabilityZones({ state: "available" });
  const ids = new Map(names.map((name, index) => [name, zoneIds[index]]));
  const problems = zoneProblems(config, ids);
  if (problems.length > 0) throw configError(stack, problems);
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
      if (role !== "gateway" || !WITHOUT_GATEWAYS.includes(id)) return [];
      return [
        { key, text: `must be another zone: VPC Lattice has no resource gateways in ${zone} (${id})`, remove: true },
      ];
    }),
  );
}
