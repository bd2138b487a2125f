import { isWorldBlock } from "./cidr-of";
import type { Field } from "./field";
import type { Resource } from "./resource";
import type { Stack } from "./stack";

/** One route, inline in its table or a resource of its own. */
export interface Route {
  /** The route as a whole: a list's element, or the destination of a separate route. */
  readonly at: Field;
  readonly destinations: readonly Field[];
  readonly gateway: Field;
  readonly peering: Field;
}

const separate = [
  "destinationCidrBlock",
  "destinationIpv6CidrBlock",
  "gatewayId",
  "vpcPeeringConnectionId",
  "routeTableId",
] as const;

/** Where routes are written. */
export const routeReads = {
  "aws:ec2/route:Route": separate,
  "aws-native:ec2:Route": separate,
  "aws:ec2/routeTable:RouteTable": ["routes"],
  "aws:ec2/defaultRouteTable:DefaultRouteTable": ["routes", "defaultRouteTableId"],
} as const;

export const internetGateways = ["aws:ec2/internetGateway:InternetGateway", "aws-native:ec2:InternetGateway"] as const;

/** What may stand in `gatewayId` beside an internet gateway; these are no way in from the internet. */
const otherGateways = [
  "aws:ec2/vpnGateway:VpnGateway",
  "aws:ec2/carrierGateway:CarrierGateway",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws-native:ec2:VpcEndpoint",
] as const;

export function routesIn(resource: Resource): readonly Route[] {
  if (resource.type === "aws:ec2/route:Route" || resource.type === "aws-native:ec2:Route") {
    const destinations = [resource.get("destinationCidrBlock"), resource.get("destinationIpv6CidrBlock")];
    const at = destinations.find((destination) => destination.present) ?? resource.get("destinationCidrBlock");
    const gateway = resource.get("gatewayId");
    return [{ at, destinations, gateway, peering: resource.get("vpcPeeringConnectionId") }];
  }
  if (!Object.hasOwn(routeReads, resource.type)) return [];
  return resource
    .get("routes")
    .items()
    .map((item) => ({
      at: item,
      destinations: [item.get("cidrBlock"), item.get("ipv6CidrBlock")],
      gateway: item.get("gatewayId"),
      peering: item.get("vpcPeeringConnectionId"),
    }));
}

/** Whether a route takes what goes to the internet. */
export const isDefaultRoute = (route: Route): boolean => route.destinations.some(isWorldBlock);

/** By value alone: whether the gateway is an internet gateway. */
export const namesInternetGateway = (gateway: Field): boolean => gateway.text()?.startsWith("igw-") === true;

/** By value or, while that is unknown, by the resource it comes from. */
export function isInternetGateway(stack: Stack, from: Resource, gateway: Field): boolean {
  if (gateway.known) return namesInternetGateway(gateway);
  const { resources, certain } = stack.follow(from, gateway, ...internetGateways, ...otherGateways);
  return (
    certain &&
    resources.length > 0 &&
    resources.every(({ type }) => (internetGateways as readonly string[]).includes(type))
  );
}
