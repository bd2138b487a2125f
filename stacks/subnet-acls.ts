import { endpointsOf, isInterface } from "../components/network/aws-endpoints";
import { DatabaseAcls } from "../components/network/database-acls";
import type { Network } from "../components/network/network";
import type { ProducerConfig } from "./config";
import type { Shareables } from "./made-databases";
import type { DatabaseEntry } from "./settings/kinds";

/** The network ACLs of a network that is made here, where they are wanted. */
export function subnetAcls(config: ProducerConfig, network: Network | undefined, shareables: Shareables): void {
  if (config.network !== undefined || !config.networkAcls || network === undefined) return;
  new DatabaseAcls("network-acls", {
    vpcId: network.vpcId,
    gatewaySubnets: network.subnetsOf("gateway"),
    databaseSubnets: network.subnetsOf("database"),
    ports: [...new Set(Object.values(shareables).map(({ port }) => port))],
    isJoined: Object.values(config.databases).some(isJoined),
    // By IPv4 alone, as those endpoints have addresses.
    ...(hasApis(config) && { apisFor: { cidr: config.vpcCidr } }),
  });
}

/** Whether something of a database connects to it from another of its subnets. */
export function isJoined(entry: DatabaseEntry): boolean {
  const replicas = entry.kind === "instance" ? Object.keys(entry.instance.readReplicas ?? {}) : [];
  return entry.proxy !== undefined || replicas.length > 0;
}

/** Whether endpoints of AWS's APIs stand in the databases' subnets. */
export function hasApis({ awsEndpoints = {} }: Pick<ProducerConfig, "awsEndpoints">): boolean {
  return endpointsOf(awsEndpoints).some(isInterface);
}
