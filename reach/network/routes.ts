import { isUnknown, unknown, type Maybe } from "../../reachability/maybe";
import type { Route, RouteTarget } from "../../reachability/network-topology";
import type { Field } from "../../resources/field";
import type { Token } from "../../resources/tokens";
import type { Item } from "../inventory/item";
import type { References } from "../inventory/references";
import { types } from "../inventory/resource-types";

type Get = (key: string) => Field;

/** Where a route may lead, by the property that says so, inline or in a resource of its own. */
const targets: readonly (readonly [string, RouteTarget["kind"], readonly Token[]])[] = [
  ["vpcPeeringConnectionId", "peering", types.peering],
  ["transitGatewayId", "transit-gateway", types.transitGateway],
  ["natGatewayId", "nat", types.natGateway],
  ["networkInterfaceId", "network-interface", types.networkInterface],
  ["instanceId", "network-interface", types.computer],
  ["vpcEndpointId", "endpoint", types.endpoint],
  ["egressOnlyGatewayId", "internet-gateway", types.internetGateway],
  ["egressOnlyInternetGatewayId", "internet-gateway", types.internetGateway],
  ...["carrierGatewayId", "localGatewayId", "coreNetworkArn", "odbNetworkArn"].map(
    (property) => [property, "other", []] as const,
  ),
];

/** The routes that are resources of their own. */
export function separateRoute(references: References, item: Item): Route {
  const get = (key: string): Field => item.get(key);
  return routeOf(references, item, get, ["destinationCidrBlock", "destinationIpv6CidrBlock"]);
}

/** The routes in a table, as it lists them. */
export function inlineRoutes(references: References, item: Item): readonly Route[] {
  const field = item.get("routes");
  if (field.unknown) return [someRoute(item.until(field))];
  return field
    .items()
    .map((route) => routeOf(references, item, (key) => route.get(key), ["cidrBlock", "ipv6CidrBlock"]));
}

/** A route of which nothing is known but that there is one, or may be. */
export function someRoute(until: string): Route {
  return { destination: unknown(until), target: unknown(until) };
}

function routeOf(references: References, item: Item, get: Get, ranges: readonly string[]): Route {
  return { destination: destinationOf(references, item, get, ranges), target: targetOf(references, item, get) };
}

function destinationOf(references: References, item: Item, get: Get, ranges: readonly string[]): Route["destination"] {
  const range = ranges.map(get).find(isGiven);
  const list = get("destinationPrefixListId");
  if (range === undefined && isGiven(list)) {
    const prefixListId = references.one(item, list, types.prefixList) ?? unknown(item.until(list));
    return isUnknown(prefixListId) ? prefixListId : { prefixListId };
  }
  const cidr = range?.text();
  return cidr === undefined ? unknown(item.until(range ?? list)) : { cidr };
}

function targetOf(references: References, item: Item, get: Get): Maybe<RouteTarget> {
  const gateway = get("gatewayId");
  if (isGiven(gateway)) return gatewayTarget(references, item, gateway);
  for (const [property, kind, tokens] of targets) {
    const field = get(property);
    if (!isGiven(field)) continue;
    const id = references.one(item, field, tokens) ?? unknown(item.until(field));
    return isUnknown(id) ? id : { kind, id };
  }
  return { kind: "other" };
}

/** `gatewayId` names gateways of several kinds, by value or by what makes them. */
function gatewayTarget(references: References, item: Item, field: Field): Maybe<RouteTarget> {
  const text = field.text();
  if (text === "local") return { kind: "local" };
  for (const [start, kind, tokens] of gatewayKinds) {
    if (text?.startsWith(start) === true) return { kind, id: text };
    const made = text === undefined ? references.one(item, field, tokens) : undefined;
    if (typeof made === "string") return { kind, id: made };
  }
  return text === undefined ? unknown(item.until(field)) : { kind: "other", id: text };
}

const gatewayKinds = [
  ["igw-", "internet-gateway", types.internetGateway],
  ["vgw-", "vpn-gateway", types.vpnGateway],
  ["vpce-", "endpoint", types.endpoint],
] as const;

/** The providers keep an empty text for what is not given. */
const isGiven = (field: Field): boolean => !field.absent && field.text() !== "";
