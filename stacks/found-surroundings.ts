import { broughtNetwork } from "./brought-network";
import type { ProducerConfig } from "./config";
import { configurationsHad } from "./configurations-had";
import { foundDatabases } from "./existing-databases";
import { nativeProvider } from "./native-provider";
import type { Outputs } from "./own-outputs";
import { addressesOfEntry } from "./settings/addresses";
import type { Standing } from "./standing";

/**
 * Looks at what a producer is told is there already: its network, and databases in it.
 * @param standing Where its gateway stands by now, which is all of its subnets that are looked at then.
 * @param before The outputs of the last deployment, if there was one.
 * @throws pulumi.RunError with what does not fit, before anything is registered.
 */
export async function foundSurroundings(
  stack: string,
  config: ProducerConfig,
  { gateway }: Standing,
  before: Outputs | undefined,
) {
  const { aws, network: ids, databases, ipv4AddressesPerEni } = config;
  if (ids === undefined) return { network: undefined, existing: {} };
  const isByName = Object.values(databases).some(
    (entry) => entry.kind === "existing" && entry.existing.domainName !== undefined,
  );
  // Each of two gateways takes its own.
  const addresses = ipv4AddressesPerEni * (isByName ? 2 : 1);
  const used = { ...ids, gatewaySubnetIds: gateway ?? ids.gatewaySubnetIds };
  const network = await broughtNetwork(stack, used, {
    addresses,
    had: gateway ?? [],
    databases: newOnes(databases, before),
  });
  let native: ReturnType<typeof nativeProvider> | undefined;
  const existing = await foundDatabases(stack, { place: aws.place, databases }, ids.vpcId, () => {
    native ??= nativeProvider(aws);
    return native;
  });
  return { network, existing };
}

/** The addresses of databases that no deployment has made yet; what is there holds its own. */
function newOnes(databases: ProducerConfig["databases"], before: Outputs | undefined) {
  const had = configurationsHad(before);
  return Object.entries(databases)
    .filter(([name]) => !had.includes(name))
    .map(([, entry]) => addressesOfEntry(entry));
}
