import type { Client } from "./client";
import { directPaths } from "./direct-paths";
import type { Hop } from "./hop";
import { clientHop } from "./hops/client";
import { configurationsOf } from "./lookup";
import { isUnknown } from "./maybe";
import { gatewayOf, networkOf, type Entry, type LatticePath, type Path } from "./path";
import { directNames, latticeNames, type ClientName } from "./names";
import { proxiesOf, seenThrough } from "./proxy";
import { latticePaths, type Via } from "./ways";
import type { Database, Topology } from "./topology";
import { allOf, type Verdict } from "./verdict";
import { directHops, latticeHops, type WayHop } from "./way-hops";

/** The answer to: may this client reach this database, and by which way? */
export interface Explanation {
  readonly client: Client;
  readonly database: Database;
  readonly route: "direct" | Entry["way"];
  readonly verdict: Verdict;
  /** In the order a connection meets them. */
  readonly hops: readonly Hop[];
  /** The first blocked hop, else the first unknown one; none where the way is open. */
  readonly headline?: Hop;
  /** The way stands on an association whose share is gone: access that was unshared, and was not revoked. */
  readonly revokedButStanding?: true;
  /** Ids of what carries the connection; only what exists. */
  readonly through: Through;
  /** What the client can call the database on this way, the best name first. */
  readonly names: readonly ClientName[];
}

interface Through {
  readonly configurationId?: string;
  readonly gatewayId?: string;
  readonly networkId?: string;
  readonly resourceAssociationId?: string;
  readonly vpcAssociationId?: string;
  readonly endpointId?: string;
  readonly proxyId?: string;
  readonly peeringConnectionId?: string;
  readonly transitGatewayId?: string;
  readonly vpnGatewayId?: string;
  readonly internetGatewayId?: string;
}

/**
 * Judges every way from the client to the database and reports the one nearest to open: directly inside the database's
 * VPC, or through VPC Lattice, to the database or to an RDS Proxy before it. All its hops are judged, also after a
 * blocked one.
 * @param via Only this way, for a connection to a name that stands for one.
 */
export function explain(topology: Topology, client: Client, database: Database, via?: Via): Explanation {
  const path: Path = { topology, client, database };
  const proxied = via === "direct" ? [] : proxiesOf(topology, database).map(seenThrough);
  const best = [
    ...directExplanations(path, via),
    ...latticeExplanations(path, via),
    ...proxied.flatMap((front) => proxyExplanations({ ...path, database: front }, via)),
  ].reduce((nearest, next) => (distance(next) < distance(nearest) ? next : nearest));
  return { ...best.explanation, database, names: best.names() };
}

/** Names are looked up for the reported way only. */
interface Judged {
  readonly explanation: Omit<Explanation, "names">;
  readonly names: () => readonly ClientName[];
}

function directExplanations(path: Path, via: Via | undefined): readonly Judged[] {
  if (via !== undefined && via !== "direct") return [];
  const found = directPaths(path);
  return (found.length === 0 && via === "direct" ? [path] : found).map(directExplanation);
}

function latticeExplanations(path: Path, via: Via | undefined): readonly Judged[] {
  return via === "direct" ? [] : latticePaths(path, via).map(latticeExplanation);
}

/** Of a proxy only the ways that exist in part: its own name is asked for where it shall be the only one. */
function proxyExplanations(path: Path, via: Via | undefined): readonly Judged[] {
  const shared = configurationsOf(path.topology, path.database).length > 0;
  return [...directExplanations(path, via), ...(shared ? latticeExplanations(path, via) : [])];
}

function directExplanation(path: Path): Judged {
  return {
    explanation: explanation(path, "direct", directHops(path), { ...proxied(path), ...linkIds(path) }),
    names: () => directNames(path),
  };
}

function latticeExplanation(path: LatticePath): Judged {
  return {
    explanation: explanation(path, path.entry.way, latticeHops(path), through(path)),
    names: () => latticeNames(path),
  };
}

function explanation(
  path: Path,
  route: Explanation["route"],
  way: readonly WayHop[],
  pieces: Through,
): Judged["explanation"] {
  const impossible = clientHop(path);
  const found = way.map(({ judge }) => judge());
  const hops = impossible === undefined ? found : [impossible, ...found];
  const verdict = allOf(hops.map((hop) => hop.verdict));
  const headline = hops.find((hop) => hop.verdict === verdict && verdict !== "open");
  const { client, database } = path;
  const standing = verdict !== "blocked" && hops.some((hop) => hop.revokedButStanding === true);
  return {
    ...{ client, database, route, verdict, hops, through: pieces },
    ...(headline === undefined ? {} : { headline }),
    ...(standing ? { revokedButStanding: true } : {}),
  };
}

function proxied({ database }: Path): Through {
  return database.proxy === undefined ? {} : { proxyId: database.proxy.id };
}

function linkIds({ link }: Path): Through {
  if (link === undefined) return {};
  if (link.kind === "peering") return { peeringConnectionId: link.peering.id };
  if (link.kind === "vpn-gateway") return { vpnGatewayId: link.gateway.id };
  if (link.kind === "internet-gateway") return { internetGatewayId: link.gateway.id };
  return isUnknown(link.transitGatewayId) ? {} : { transitGatewayId: link.transitGatewayId };
}

function through(path: LatticePath): Through {
  const { configuration, entry } = path;
  const network = networkOf(entry);
  const association = entry.way === "resource-endpoint" ? undefined : entry.resourceAssociation;
  const gateway = gatewayOf(path);
  return {
    ...proxied(path),
    ...(configuration === undefined ? {} : { configurationId: configuration.id }),
    ...(gateway === undefined ? {} : { gatewayId: gateway.id }),
    ...(network === undefined ? {} : { networkId: network.id }),
    ...(association === undefined ? {} : { resourceAssociationId: association.id }),
    ...entryIds(entry),
    ...linkIds(path),
  };
}

function entryIds(entry: Entry): Through {
  if (entry.way !== "vpc-association") return { endpointId: entry.endpoint.id };
  return entry.association === undefined ? {} : { vpcAssociationId: entry.association.id };
}

/** Blocked hops count first, unknown ones decide between equals. */
function distance({ explanation: { hops } }: Judged): number {
  return hops.reduce((sum, { verdict }) => sum + weights[verdict], 0);
}

const weights: Readonly<Record<Verdict, number>> = { open: 0, unknown: 1, blocked: 100 };
