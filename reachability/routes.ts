import { addressesOf, cut, holds, type Addresses } from "./address-cells";
import { prefixListById, vpcById } from "./by-id";
import { governedBy, type Governing } from "./governing";
import { isUnknown, onlyKnown, type Maybe } from "./maybe";
import type { Route, RouteTable, RouteTarget } from "./network-topology";
import { propagatedRoutes } from "./propagated-routes";
import type { Topology } from "./topology";

/** Where a subnet's packets to some addresses go. */
export interface Leading {
  /** Every target that may turn out; undefined among them for no route. */
  readonly targets: readonly (RouteTarget | undefined)[];
  /** The table that is asked, for sentences. */
  readonly tableId?: string;
  /** Why it is not known, where it is not: the end of a sentence. */
  readonly until?: string;
}

/** A subnet that no route table names has its VPC's main one (VPC user guide, Subnet route tables). */
const governing = governedBy((table: RouteTable) => table.isMain);

/**
 * Where the packets of a subnet to a range go: for each table that may be the subnet's, and in it for each part of the
 * range that all routes treat alike. The longest prefix wins; the VPC's local route is always there (VPC user guide, Route
 * priority).
 * @param subnetId Undefined: some subnet of the VPC.
 */
export function leadings(
  topology: Topology,
  subnetId: string | undefined,
  vpcId: Maybe<string>,
  range: string,
): readonly (readonly Leading[])[] {
  const found = governing(topology, topology.routeTables, subnetId, vpcId);
  const local = localRoute(topology, vpcId);
  return [
    ...found.candidates.map((table) => tableLeadings(topology, table, local, range)),
    ...otherTables(topology, found, local, range),
  ];
}

function otherTables(
  topology: Topology,
  { candidates, orOriginal, orUnlisted }: Governing<RouteTable>,
  local: readonly Route[],
  range: string,
): readonly (readonly Leading[])[] {
  if (orUnlisted) return [[{ targets: [undefined], until: "the route tables are listed" }]];
  if (!orOriginal && candidates.length > 0) return [];
  return [routesLeadings(topology, local, range, "the VPC's main route table")];
}

function localRoute(topology: Topology, vpcId: Maybe<string>): readonly Route[] {
  const cidr = vpcById(topology, vpcId)?.cidr;
  if (cidr === undefined) return [];
  return [{ destination: isUnknown(cidr) ? cidr : { cidr }, target: { kind: "local" } }];
}

function tableLeadings(
  topology: Topology,
  { id, routes, propagatingGatewayIds = [] }: RouteTable,
  local: readonly Route[],
  range: string,
): readonly Leading[] {
  if (isUnknown(routes)) return [{ targets: [undefined], tableId: id, until: routes.unknownUntil }];
  const learnt = propagatedRoutes(topology, propagatingGatewayIds);
  return routesLeadings(topology, [...local, ...routes, ...learnt], range, id);
}

/** A destination of a route; undefined for one that is not known. */
interface Read {
  readonly route: Route;
  readonly addresses: Addresses | undefined;
}

/** The same for routes that are given. Of two to the same range the first holds. */
export function routesLeadings(
  topology: Topology,
  routes: readonly Route[],
  range: string,
  tableId: string,
): readonly Leading[] {
  const addresses = addressesOf(range);
  if (addresses === undefined) return [];
  const read = routes
    .flatMap((route) => destinations(topology, route))
    .filter((it) => it.addresses === undefined || it.addresses.family === addresses.family);
  const known = read.map((it) => it.addresses).filter((it) => it !== undefined);
  return cut(addresses, known).map((cell) => leading(read, { ...cell, family: addresses.family }, tableId));
}

function leading(read: readonly Read[], cell: Addresses, tableId: string): Leading {
  const all = read.filter(({ addresses }) => addresses !== undefined && holds(addresses, cell));
  // Within its VPC a route that is propagated never decides (Site-to-Site VPN user guide, Route priority).
  const isLocal = all.some(({ route: { target } }) => !isUnknown(target) && target.kind === "local");
  const counts = ({ route }: Read): boolean => !isLocal || route.propagated !== true;
  const matching = all.filter(counts);
  const best = matching.reduce<Read | undefined>(
    (one, other) => (one === undefined || size(other) < size(one) ? other : one),
    undefined,
  );
  const loose = read.filter((it) => it.addresses === undefined && counts(it));
  const possible = [...(best === undefined ? [] : [best]), ...loose];
  const targets = onlyKnown(possible.map(({ route }) => route.target));
  const isSure = best !== undefined && loose.length > 0 && isOneTarget(possible);
  const until = isSure ? undefined : doubtIn(possible);
  const missing = best === undefined ? [undefined] : [];
  return { targets: [...targets, ...missing], tableId, ...(until === undefined ? {} : { until }) };
}

/** Whichever of them decides, it leads to the same. */
function isOneTarget(reads: readonly Read[]): boolean {
  const targets = reads.map(({ route }) => route.target);
  return !targets.some(isUnknown) && new Set(targets.map((it) => JSON.stringify(it))).size === 1;
}

function doubtIn(reads: readonly Read[]): string | undefined {
  const facts = reads.flatMap(({ route }): readonly Maybe<unknown>[] => [route.target, route.destination]);
  const open = reads.some(({ addresses }) => addresses === undefined) ? "its prefix lists are known" : undefined;
  return facts.find(isUnknown)?.unknownUntil ?? open;
}

function size({ addresses }: Read): bigint {
  return addresses === undefined ? 0n : addresses.end - addresses.from;
}

function destinations(topology: Topology, route: Route): readonly Read[] {
  const { destination } = route;
  if (isUnknown(destination)) return [{ route, addresses: undefined }];
  if ("cidr" in destination) {
    const addresses = addressesOf(destination.cidr);
    return addresses === undefined ? [] : [{ route, addresses }];
  }
  const cidrs = prefixListById(topology, destination.prefixListId)?.cidrs;
  // AWS's own list of a gateway endpoint's service holds public addresses, and nobody lists it.
  if (cidrs === undefined && !isUnknown(route.target) && route.target.kind === "endpoint") return [];
  if (cidrs === undefined || isUnknown(cidrs)) return [{ route, addresses: undefined }];
  return cidrs.flatMap((cidr) => destinations(topology, { ...route, destination: { cidr } }));
}
