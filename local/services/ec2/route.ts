import { covered, isCidr } from "../../../aws/address-ranges";
import type { Reads } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { owned } from "../owned";
import type { Caller } from "../services";
import { internetGatewayKind, networkInterfaceKind, vpcEndpointKind, vpcKind, type Route } from "./entities";

/** A route as a caller writes it. */
export type RouteRequest = Omit<Route, "origin" | "state">;

const destinations = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"] as const;
/** The targets of which the local cloud knows whether they exist. Any other is refused where programs are read. */
const targets = ["gatewayId", "networkInterfaceId", "vpcEndpointId"] as const;

/** The route every table begins with. */
export function localRoute(cidrBlock: string): Route {
  return { destinationCidrBlock: cidrBlock, gatewayId: "local", origin: "CreateRouteTable", state: "active" };
}

/** What a route leads to, as text: its one destination. */
export function destinationOf(route: RouteRequest): string {
  return destinations.map((key) => route[key]).find((it) => it !== undefined) ?? "";
}

/** CreateRoute's rules: one destination outside the VPC, one target that exists and belongs to the same VPC. */
export function checkRoute(reads: Reads, caller: Caller, table: TableOfRoute, route: RouteRequest): Route {
  if (destinations.filter((key) => route[key] !== undefined).length !== 1) {
    throw new AwsError("InvalidParameterCombination", `Exactly one of ${destinations.join(", ")} must be specified.`);
  }
  if (targets.filter((key) => route[key] !== undefined).length !== 1) {
    throw new AwsError("InvalidParameterCombination", `Exactly one of ${targets.join(", ")} must be specified.`);
  }
  checkDestination(reads, table, route);
  checkTarget(reads, caller, table, route);
  return { ...route, origin: "CreateRoute", state: "active" };
}

export interface TableOfRoute {
  readonly routeTableId: string;
  readonly vpcId: string;
}

function checkDestination(reads: Reads, table: TableOfRoute, route: RouteRequest): void {
  const cidr = route.destinationCidrBlock ?? route.destinationIpv6CidrBlock;
  if (cidr === undefined) return;
  if (!isCidr(cidr)) {
    const message = `Value (${cidr}) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.`;
    throw new AwsError("InvalidParameterValue", message);
  }
  const vpcCidr = reads.get(vpcKind, table.vpcId)?.data.cidrBlock ?? "";
  if (covered(cidr, [vpcCidr]) && route.networkInterfaceId === undefined) {
    throw new AwsError(
      "InvalidParameterValue",
      `Destination CIDR block ${cidr} is equal to or more specific than one of this VPC's CIDR blocks. ` +
        "This route can target only an interface or an instance.",
    );
  }
}

function checkTarget(reads: Reads, caller: Caller, table: TableOfRoute, route: RouteRequest): void {
  const { gatewayId, networkInterfaceId, vpcEndpointId } = route;
  if (gatewayId !== undefined) {
    const gateway = owned(reads, internetGatewayKind, gatewayId, caller);
    if (gateway === undefined) {
      throw new AwsError("InvalidGatewayID.NotFound", `The gateway ID '${gatewayId}' does not exist`);
    }
    if (gateway.data.vpcId !== table.vpcId) throw differentNetworks(table, "network gateway", gatewayId);
  }
  if (networkInterfaceId !== undefined) {
    const networkInterface = owned(reads, networkInterfaceKind, networkInterfaceId, caller);
    if (networkInterface === undefined) {
      const message = `The networkInterface ID '${networkInterfaceId}' does not exist`;
      throw new AwsError("InvalidNetworkInterfaceID.NotFound", message);
    }
    if (networkInterface.data.vpcId !== table.vpcId) throw differentNetworks(table, "interface", networkInterfaceId);
  }
  if (vpcEndpointId !== undefined && owned(reads, vpcEndpointKind, vpcEndpointId, caller) === undefined) {
    throw new AwsError("InvalidVpcEndpointId.NotFound", `The Vpc Endpoint Id '${vpcEndpointId}' does not exist`);
  }
}

function differentNetworks(table: TableOfRoute, noun: string, id: string): AwsError {
  const message = `route table ${table.routeTableId} and ${noun} ${id} belong to different networks`;
  return new AwsError("InvalidParameterValue", message);
}
