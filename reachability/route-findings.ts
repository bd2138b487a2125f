import { linkName, type Link } from "./links";
import { isUnknown, onlyKnown } from "./maybe";
import { overPlaces, overSubnets, type Side } from "./network-acls";
import type { RouteTarget } from "./network-topology";
import { leadings, type Leading } from "./routes";
import { rangeOfSubnet, rangeOfVpc } from "./subnets";
import type { Topology } from "./topology";
import { blocked, firstObstacle, open, undecided, type Finding } from "./verdict";

/** What a packet is sent to on its way: the link, or the local route where there is none. */
interface Leg {
  readonly from: Side;
  readonly to: Side;
  readonly link: Link | undefined;
  /** The way back may be another than the way there, of which nothing is said here. */
  readonly isBack: boolean;
}

/** Whether the route tables of `from`'s subnets send packets for `to` to the link, or keep them in the VPC. */
export function routeFinding(topology: Topology, leg: Leg): Finding {
  const { from, to, link } = leg;
  if (topology.subnetsUnasked === true && link === undefined) return open("routes inside a VPC are not asked about");
  const finding = bySubnets(topology, leg);
  const vpc = [from.vpcId, to.vpcId].find(isUnknown);
  if (finding.verdict !== "blocked" || link !== undefined || vpc === undefined) return finding;
  // In two VPCs the route that leads out of one may be the very one that joins them.
  return undecided(
    `whether ${from.name} and ${to.name} are in one VPC is unknown until ${vpc.unknownUntil}: ${finding.reason}`,
    finding.fix ?? "",
    vpc.unknownUntil,
  );
}

function bySubnets(topology: Topology, leg: Leg): Finding {
  const { from, to, link } = leg;
  return overSubnets(from, (subnetId) =>
    overSubnets(to, (toId) => {
      if (link === undefined && subnetId !== undefined && subnetId === toId) return open(`it stays in ${subnetId}`);
      const ranges = rangesOf(topology, to, toId);
      const [first, ...rest] = ranges.flatMap((range) => tablesFinding(topology, leg, subnetId, range));
      if (first === undefined) {
        return undecided(`the addresses of ${to.name} are not known here`, `list the subnets of ${to.name}`);
      }
      return overPlaces([first, ...rest], to);
    }),
  );
}

/** One of the tables that may be the subnet's is. */
function tablesFinding(topology: Topology, leg: Leg, subnetId: string | undefined, range: string): readonly Finding[] {
  const tables = leadings(topology, subnetId, leg.from.vpcId, range).flatMap((parts) => {
    const [first, ...rest] = parts.map((it) => legFinding(it, leg, subnetId, range));
    return first === undefined ? [] : [overPlaces([first, ...rest], leg.to)];
  });
  const [first, ...rest] = tables;
  if (first === undefined) return [];
  const worst = firstObstacle([first, ...rest]);
  if (tables.every(({ verdict }) => verdict === worst.verdict)) return [worst];
  const where = subnetId ?? leg.from.name;
  return [
    undecided(
      `which route table is that of ${where} is not known: ${worst.reason}`,
      `list the route tables of ${where}`,
    ),
  ];
}

/** All ranges of a side; empty where none is known. */
export function allRanges(topology: Topology, side: Side): readonly string[] {
  const { subnetIds } = side;
  if (side.ranges !== undefined || subnetIds === undefined || isUnknown(subnetIds) || subnetIds.length === 0) {
    return rangesOf(topology, side, undefined);
  }
  return subnetIds.flatMap((id) => rangesOf(topology, side, id));
}

function rangesOf(topology: Topology, side: Side, subnetId: string | undefined): readonly string[] {
  if (side.ranges !== undefined) return side.ranges;
  const range = subnetId === undefined ? undefined : rangeOfSubnet(topology, subnetId);
  if (range !== undefined && !isUnknown(range)) return [range];
  return onlyKnown([rangeOfVpc(topology, side.vpcId)]);
}

function legFinding(
  { targets, tableId, until }: Leading,
  leg: Leg,
  subnetId: string | undefined,
  range: string,
): Finding {
  const where = subnetId ?? leg.from.name;
  const whither = leg.to.said ?? range;
  const table = tableId ?? "the route table";
  const through = leg.link === undefined ? "the local route" : linkName(leg.link);
  if (until !== undefined) {
    return undecided(`where ${where} sends packets for ${whither} is unknown until ${until}`, `wait until ${until}`);
  }
  const [target] = targets;
  if (isWanted(target, leg)) return open(`${table} (${where}) routes ${whither} to ${through}`);
  const sent = target === undefined ? `has no route to ${whither}` : `routes ${whither} to ${nameOf(target)}`;
  const reason = `${table} (${where}) ${sent}${target === undefined ? ` through ${through}` : `, not to ${through}`}`;
  const fix = `add a route to ${table}: ${whither} to ${through}`;
  return mayArrive(target, leg)
    ? undecided(`${reason}; what comes of it there is not modelled`, fix)
    : blocked(reason, fix);
}

function isWanted(target: RouteTarget | undefined, { link }: Leg): boolean {
  if (link === undefined) return target === undefined || target.kind === "local";
  return target?.kind === link.kind && target.id === linkName(link);
}

/** Something in between that may pass it on, or another way back. */
function mayArrive(target: RouteTarget | undefined, { isBack, link }: Leg): boolean {
  if (target === undefined) return false;
  const mayBeLink = link?.kind === "transit-gateway" && isUnknown(link.transitGatewayId);
  if (mayBeLink && target.kind === link.kind) return true;
  const passesOn = ["endpoint", "network-interface", "other"].includes(target.kind);
  return passesOn || (isBack && ["peering", "transit-gateway", "vpn-gateway"].includes(target.kind));
}

function nameOf({ kind, id }: RouteTarget): string {
  return id ?? (kind === "blackhole" ? "nothing (blackhole)" : kind);
}
