import { broughtNetwork } from "./brought-network";
import type { ProducerConfig } from "./config";
import { foundDatabases } from "./existing-databases";
import { nativeProvider } from "./native-provider";
import type { Outputs } from "./own-outputs";

/**
 * Looks at what a producer is told is there already: its network, and databases in it.
 * @param before The outputs of the last deployment, if there was one.
 * @throws pulumi.RunError with what does not fit, before anything is registered.
 */
export async function foundSurroundings(stack: string, config: ProducerConfig, before: Outputs | undefined) {
  const { aws, network: ids, databases, ipv4AddressesPerEni } = config;
  if (ids === undefined) return { network: undefined, existing: {} };
  const isByName = Object.values(databases).some(
    (entry) => entry.kind === "existing" && entry.existing.domainName !== undefined,
  );
  // Each of two gateways takes its own.
  const addresses = ipv4AddressesPerEni * (isByName ? 2 : 1);
  const network = await broughtNetwork(stack, ids, { addresses, had: subnetsOf(before) });
  let native: ReturnType<typeof nativeProvider> | undefined;
  const existing = await foundDatabases(stack, { place: aws.place, databases }, ids.vpcId, () => {
    native ??= nativeProvider(aws);
    return native;
  });
  return { network, existing };
}

/** The subnets of the gateway there is, by what a client of the stack is told. */
function subnetsOf(before: Outputs | undefined): readonly string[] {
  const client = before?.["client"];
  const ids: unknown = typeof client === "object" && client !== null && "subnetIds" in client ? client.subnetIds : [];
  return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
}
