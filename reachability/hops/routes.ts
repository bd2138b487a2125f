import { gatewayLink } from "../gateway-link";
import { hop, type Hop } from "../hop";
import type { HopCode } from "../hop-code";
import { linkFinding } from "../link-findings";
import type { Link } from "../links";
import { absent } from "../lookup";
import type { Side } from "../network-acls";
import { databaseName, gatewayOf, type BehindEntry, type Path } from "../path";
import { pending } from "../pending";
import { routeFinding } from "../route-findings";
import { databaseSide, everySubnet } from "../sides";
import type { ResourceGateway, Topology } from "../topology";
import { firstObstacle, open, type Finding } from "../verdict";

/** The route tables of both sides send packets to the other, and the answers back. */
export function routeHop(
  { topology }: Pick<Path, "topology">,
  code: HopCode,
  link: Link | undefined,
  from: Side,
  to: Side,
): Hop {
  return hop(code, from.name, to.name, routesFinding(topology, link, from, to));
}

/**
 * Within a VPC too: a route more specific than the local one may lead elsewhere. What comes from outside AWS is led by the
 * gateway it comes through, so that only the answers need a route of a subnet.
 */
export function routesFinding(topology: Topology, link: Link | undefined, from: Side, to: Side): Finding {
  const back = routeFinding(topology, { from: to, to: from, link, isBack: true });
  if (link !== undefined && from.subnetIds === undefined) return back;
  return firstObstacle([back, routeFinding(topology, { from, to, link, isBack: false })]);
}

/** The gateway stands in the database's VPC, or in one from which routes lead there and back. */
export function gatewayRouteHop(path: BehindEntry): Hop {
  const gateway = gatewayOf(path);
  const to = databaseName(path.database);
  if (gateway === undefined) {
    return hop("gateway-route", "a resource gateway", to, open("there is no resource gateway to ask for"));
  }
  return hop("gateway-route", gateway.id, to, gatewayRoutes(path, gateway));
}

function gatewayRoutes(path: BehindEntry, gateway: ResourceGateway): Finding {
  const { topology, database } = path;
  const wait = pending(gateway.id, [gateway.vpcId]) ?? pending(databaseName(database), [database.vpcId]);
  if (wait !== undefined) return wait;
  const [from, to] = [everySubnet(gateway), databaseSide(database)];
  if (gateway.vpcId === database.vpcId) return routesFinding(topology, undefined, from, to);
  const link = gatewayLink(path, gateway);
  if (link === undefined) {
    return absent(
      topology,
      gateway.account,
      `${gateway.id} is not in the VPC of ${database.name}, and nothing joins the two`,
      `create a resource gateway in the VPC of ${database.name}`,
    );
  }
  return firstObstacle([linkFinding(topology, link, from, to), routesFinding(topology, link, from, to)]);
}
