import { rangesOverlap } from "../../aws/address-ranges";
import { gatewayLink } from "../gateway-link";
import { hop, type Hop } from "../hop";
import type { HopCode } from "../hop-code";
import type { Link } from "../links";
import { absent } from "../lookup";
import { isUnknown, unknown } from "../maybe";
import type { Side } from "../network-acls";
import type { PeeringConnection, TransitGatewayAttachment } from "../network-topology";
import { databaseName, gatewayOf, type BehindEntry, type Path } from "../path";
import { later, pending } from "../pending";
import { allRanges, routeFinding } from "../route-findings";
import { databaseSide, everySubnet } from "../sides";
import { rangeOfVpc } from "../subnets";
import type { ResourceGateway, Topology } from "../topology";
import { transitFinding } from "../transit-routes";
import { blocked, firstObstacle, open, undecided, type Finding } from "../verdict";
import { zonesOf } from "../zones";

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

/** Within a VPC too: a route more specific than the local one may lead elsewhere. */
export function routesFinding(topology: Topology, link: Link | undefined, from: Side, to: Side): Finding {
  return firstObstacle([
    routeFinding(topology, { from: to, to: from, link, isBack: true }),
    routeFinding(topology, { from, to, link, isBack: false }),
  ]);
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

/** What joins the client's VPC with the other side's stands, and passes packets there and back. */
export function linkHop({ topology }: Pick<Path, "topology">, link: Link, from: Side, to: Side): Hop {
  const code = link.kind === "peering" ? "peering-connection" : "transit-gateway";
  return hop(code, from.name, to.name, linkFinding(topology, link, from, to));
}

function linkFinding(topology: Topology, link: Link, from: Side, to: Side): Finding {
  if (link.kind === "peering") return peeringFinding(topology, link.peering);
  return firstObstacle([
    attachmentFinding(topology, link.near, from),
    attachmentFinding(topology, link.far, to),
    transitFinding(topology, link, link.near, link.far, allRanges(topology, to)),
    transitFinding(topology, link, link.far, link.near, allRanges(topology, from)),
  ]);
}

/** Accepted, and between VPCs whose ranges do not overlap: AWS makes no other. */
function peeringFinding(topology: Topology, { id, active, requesterVpcId, accepterVpcId }: PeeringConnection): Finding {
  const [one, other] = [rangeOfVpc(topology, requesterVpcId), rangeOfVpc(topology, accepterVpcId)];
  if (active === false) return blocked(`${id} is not active`, `accept ${id}, or create it anew`);
  if (!isUnknown(one) && !isUnknown(other) && rangesOverlap(one, other)) {
    return blocked(
      `${id} joins VPCs whose ranges overlap (${one}, ${other})`,
      "use an endpoint in the client's own VPC",
    );
  }
  return pending(id, [active, requesterVpcId, accepterVpcId, one, other]) ?? open(`${id} is active`);
}

/** A transit gateway takes packets only from zones in which its attachment has a subnet. */
function attachmentFinding(
  topology: Topology,
  { id, active, subnetIds, vpcId = "", transitGatewayId }: TransitGatewayAttachment,
  side: Side,
): Finding {
  const wait = pending(id, [active, subnetIds, vpcId, transitGatewayId]);
  if (wait !== undefined) return wait;
  if (active === false) return blocked(`${id} is not available`, `accept ${id}, or create it anew`);
  const here = side.subnetIds === undefined ? unknown("its subnets are known") : zonesOf(topology, side.subnetIds);
  const there = zonesOf(topology, subnetIds);
  if (isUnknown(here)) return later(`the zones of ${side.name}`, here);
  if (isUnknown(there)) return later(`the zones of ${id}`, there);
  const missing = here.filter((zone) => !there.includes(zone));
  if (missing.length === 0) return open(`${id} is in the zones of ${side.name}`);
  const text = `${id} has no subnet in ${missing.join(", ")}, where ${side.name} is`;
  const fix = `add a subnet in ${missing.join(", ")} to ${id}`;
  return side.span === "every" || missing.length === here.length ? blocked(text, fix) : undecided(text, fix);
}
