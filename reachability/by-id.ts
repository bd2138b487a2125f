import { idsOf } from "./indexed";
import type { Maybe } from "./maybe";
import type { Topology } from "./topology";

export const vpcById = finder((topology) => topology.vpcs);
export const subnetById = finder((topology) => topology.subnets);
export const configurationById = finder((topology) => topology.configurations);
export const gatewayById = finder((topology) => topology.gateways);
export const networkById = finder((topology) => topology.networks);
export const securityGroupById = finder((topology) => topology.securityGroups);
export const prefixListById = finder((topology) => topology.prefixLists);
export const databaseById = finder((topology) => topology.databases);
export const transitGatewayById = finder((topology) => topology.transitGateways);
export const vpnGatewayById = finder((topology) => topology.vpnGateways ?? none);
export const attachmentById = finder((topology) => topology.transitGatewayAttachments);
export const accountById = finder((topology) => topology.accounts);

/** One list for all that have none: look-ups are kept by list. */
const none: readonly never[] = [];

/** Finds nothing for an id that is not given or not known. */
function finder<T extends { readonly id: string }>(listOf: (topology: Topology) => readonly T[]) {
  const index = idsOf<T>();
  return (topology: Topology, id: Maybe<string> | undefined): T | undefined =>
    typeof id === "string" ? index(listOf(topology)).get(id) : undefined;
}
