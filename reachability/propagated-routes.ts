import { vpnGatewayById } from "./by-id";
import { isComplete } from "./lookup";
import { isUnknown, unknown, type Maybe } from "./maybe";
import type { Route } from "./network-topology";
import type { OutsideConnection } from "./outside-topology";
import type { Topology } from "./topology";

/** The routes that virtual private gateways propagate to a route table: to what their connections lead to. */
export function propagatedRoutes(topology: Topology, gatewayIds: Maybe<readonly string[]>): readonly Route[] {
  if (isUnknown(gatewayIds)) return [{ destination: gatewayIds, target: gatewayIds, propagated: true }];
  return gatewayIds.flatMap((id): readonly Route[] => {
    const gateway = vpnGatewayById(topology, id);
    const isListed = gateway !== undefined && isComplete(topology, gateway.account);
    const others = isListed || topology.complete === "all" ? [] : [unknown(`every connection of ${id} is listed`)];
    const told = gateway?.connections ?? [];
    const ranges = isUnknown(told) ? [told] : told.flatMap(propagatedBy);
    return [...ranges, ...others].map((range) => ({
      destination: isUnknown(range) ? range : { cidr: range },
      target: { kind: "vpn-gateway", id },
      propagated: true,
    }));
  });
}

function propagatedBy({ active, cidrs }: OutsideConnection): readonly Maybe<string>[] {
  if (active === false) return [];
  if (isUnknown(active)) return [active];
  return isUnknown(cidrs) ? [cidrs] : cidrs;
}
