import type { Route, RouteTable } from "../../reachability/network-topology";
import {
  routeTableAssociationKind,
  routeTableKind,
  vpcKind,
  type Route as StoredRoute,
} from "../services/ec2/entities";
import { isEndpointRoute } from "../services/ec2/endpoint-routes";
import type { Reads } from "../state/store";

/** The route tables with the subnets they are associated with. */
export function routeTables(reads: Reads): readonly RouteTable[] {
  const associations = reads.list(routeTableAssociationKind);
  const main = new Set(reads.list(vpcKind).map(({ data }) => data.mainRouteTableId));
  return reads.list(routeTableKind).map(({ id, account, data }) => ({
    id,
    account,
    vpcId: data.vpcId,
    isMain: main.has(id),
    subnetIds: associations.filter((it) => it.data.routeTableId === id).map((it) => it.data.subnetId),
    // What a gateway endpoint's prefix list holds are public addresses of AWS, which no client or database has.
    routes: data.routes.filter((route) => !isEndpointRoute(route)).map(routeNode),
  }));
}

function routeNode(route: StoredRoute): Route {
  const { destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId = "" } = route;
  const cidr = destinationCidrBlock ?? destinationIpv6CidrBlock;
  return {
    destination: cidr === undefined ? { prefixListId: destinationPrefixListId } : { cidr },
    target: route.state === "blackhole" ? { kind: "blackhole" } : targetOf(route),
  };
}

function targetOf({ gatewayId, natGatewayId, networkInterfaceId, vpcEndpointId }: StoredRoute) {
  if (gatewayId === "local") return { kind: "local" } as const;
  if (gatewayId !== undefined) return { kind: "internet-gateway", id: gatewayId } as const;
  if (natGatewayId !== undefined) return { kind: "nat", id: natGatewayId } as const;
  if (vpcEndpointId !== undefined) return { kind: "endpoint", id: vpcEndpointId } as const;
  return { kind: "network-interface", id: networkInterfaceId ?? "" } as const;
}
