import type * as pulumi from "@pulumi/pulumi";

import type { GatewaySubnet } from "../components/lattice/resource-gateway";
import { Network } from "../components/network/network";
import type { LogSettings } from "../components/watch/log-settings";
import type { BroughtNetwork } from "./brought-network";
import type { ProducerConfig } from "./config";
import { privateEndpoints } from "./private-endpoints";
import type { Standing } from "./standing";

/** Where a producer's things stand. */
export interface ProducerNetwork {
  readonly vpcId: pulumi.Input<string>;
  readonly databaseSubnetIds: pulumi.Input<string>[];
  readonly gatewaySubnets: Readonly<Record<string, GatewaySubnet>>;
  /** The subnets of a database's proxy. */
  readonly proxySubnetIds: (database: string) => pulumi.Input<string>[];
  /** Undefined where it was there already. */
  readonly network: Network | undefined;
}

/** The producer's network, made or brought, with what stands in it already left where it stands. */
export function producerNetwork(
  config: ProducerConfig,
  logs: LogSettings,
  { brought, standing }: { readonly brought: BroughtNetwork | undefined; readonly standing: Standing },
): ProducerNetwork {
  const { databases, ...found } = brought === undefined ? made(config, logs, standing) : asBrought(brought);
  const subnets: Readonly<Record<string, pulumi.Input<string>>> = databases;
  return {
    ...found,
    databaseSubnetIds: Object.values(subnets),
    proxySubnetIds: (name) => Object.values(kept(subnets, standing.proxies[name])),
  };
}

function made(config: ProducerConfig, logs: LogSettings, standing: Standing) {
  if (config.network !== undefined) throw new Error("a network that is there already is not made");
  const { vpcCidr, subnets, aws, ipv6 } = config;
  const network = new Network("network", { place: aws.place, vpcCidr, subnets, ...(ipv6 && { ipv6 }), ...logs });
  privateEndpoints(network, "database", config);
  const databases = Object.entries(network.subnetsOf("database")).map(([zone, { id }]) => [zone, id] as const);
  const gatewaySubnets = kept(network.subnetsOf("gateway"), standing.gateway);
  return { vpcId: network.vpcId, databases: Object.fromEntries(databases), gatewaySubnets, network };
}

function asBrought({ vpcId, databaseSubnetIds, gatewaySubnets }: BroughtNetwork) {
  // By their ids, as `Standing` knows them.
  const databases = Object.fromEntries(databaseSubnetIds.map((id) => [id, id]));
  return { vpcId, databases, gatewaySubnets, network: undefined };
}

function kept<Subnet>(
  subnets: Readonly<Record<string, Subnet>>,
  keys: readonly string[] | undefined,
): Readonly<Record<string, Subnet>> {
  if (keys === undefined) return subnets;
  return Object.fromEntries(Object.entries(subnets).filter(([key]) => keys.includes(key)));
}
