import { attachmentById } from "./by-id";
import { linkName, type Link } from "./links";
import { isUnknown, unknown } from "./maybe";
import { overPlaces, type Side } from "./network-acls";
import type { Route, TransitGatewayAttachment, TransitGatewayRouteTable } from "./network-topology";
import { allRanges } from "./route-findings";
import { routesLeadings } from "./routes";
import { rangeOfVpc } from "./subnets";
import type { Topology } from "./topology";
import { blocked, open, undecided, type Finding } from "./verdict";

type TransitLink = Extract<Link, { kind: "transit-gateway" }>;

/** Whether a transit gateway's route tables send packets for a side from one attachment to another. */
export function transitFinding(
  topology: Topology,
  link: TransitLink,
  from: TransitGatewayAttachment,
  to: TransitGatewayAttachment,
  side: Side,
): Finding {
  const tables = topology.transitGatewayRouteTables.filter(
    ({ associated }) => isUnknown(associated) || associated.includes(from.id),
  );
  const [table, ...others] = tables;
  if (table === undefined || others.length > 0 || isUnknown(table.associated)) {
    return undecided(
      `which route table of ${linkName(link)} ${from.id} is associated with is not known here`,
      `list the route tables of ${linkName(link)}`,
    );
  }
  const routes = routesOf(topology, table);
  const [first, ...rest] = allRanges(topology, side).flatMap((range) =>
    routesLeadings(topology, routes, range, table.id).map(({ targets, until }) => {
      if (until !== undefined)
        return undecided(`where ${table.id} sends ${range} is unknown until ${until}`, `wait until ${until}`);
      const [target] = targets;
      if (target?.id === to.id) return open(`${table.id} routes ${range} to ${to.id}`);
      const sent = target === undefined ? "has no route to" : "does not route";
      const fix = `add a route to ${table.id}: ${range} to ${to.id}, or propagate ${to.id} to it`;
      return blocked(`${table.id} ${sent} ${range}${target === undefined ? "" : ` to ${to.id}`}`, fix);
    }),
  );
  return first === undefined
    ? undecided(`the addresses behind ${to.id} are not known here`, "list the VPC")
    : overPlaces([first, ...rest], side);
}

/** Static routes first: of two to the same range they hold (Transit Gateways guide, Route evaluation order). */
function routesOf(topology: Topology, { routes, propagating }: TransitGatewayRouteTable): readonly Route[] {
  const own: readonly Route[] = isUnknown(routes)
    ? [{ destination: routes, target: routes }]
    : routes.map(({ cidr, attachmentId }) => ({
        destination: isUnknown(cidr) ? cidr : { cidr },
        target:
          attachmentId === undefined
            ? { kind: "blackhole" }
            : isUnknown(attachmentId)
              ? attachmentId
              : { kind: "transit-gateway", id: attachmentId },
      }));
  const known: readonly Route[] = isUnknown(propagating)
    ? [{ destination: propagating, target: propagating }]
    : propagating.flatMap((id) =>
        rangesBehind(topology, id).map((destination) => ({ destination, target: { kind: "transit-gateway", id } })),
      );
  return [...own, ...known];
}

/** What an attachment propagates: a VPC its range, a VPN what it learns from the other side. */
function rangesBehind(topology: Topology, attachmentId: string): readonly Route["destination"][] {
  const { vpcId, learns } = attachmentById(topology, attachmentId) ?? {};
  const behind = vpcId === undefined ? (learns ?? unknown(`${attachmentId} is up`)) : [rangeOfVpc(topology, vpcId)];
  return isUnknown(behind) ? [behind] : behind.map((cidr) => (isUnknown(cidr) ? cidr : { cidr }));
}
