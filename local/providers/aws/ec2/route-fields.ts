import type { Route } from "../../../services/ec2/entities";
import type { RouteRequest } from "../../../services/ec2/route";
import { defined } from "../../../services/defined";
import { text, type InputsOf } from "../../fields";

/** A route inside a route table. Targets the local cloud has not (NAT, transit gateways, peerings) are refused by name. */
export const inlineRouteFields = {
  cidrBlock: text(),
  ipv6CidrBlock: text(),
  gatewayId: text(),
  networkInterfaceId: text(),
  vpcEndpointId: text(),
};

export function routeRequest({
  cidrBlock,
  ipv6CidrBlock,
  ...target
}: InputsOf<typeof inlineRouteFields>): RouteRequest {
  return defined({ destinationCidrBlock: cidrBlock, destinationIpv6CidrBlock: ipv6CidrBlock, ...target });
}

export function inlineRoute({ destinationCidrBlock, destinationIpv6CidrBlock, ...route }: Route): object {
  const { gatewayId, networkInterfaceId, vpcEndpointId } = route;
  return defined({
    cidrBlock: destinationCidrBlock,
    ipv6CidrBlock: destinationIpv6CidrBlock,
    gatewayId,
    networkInterfaceId,
    vpcEndpointId,
  });
}
