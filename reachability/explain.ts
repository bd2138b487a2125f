import type { Client } from "./client";
import type { Hop } from "./hop";
import { clientHop } from "./hops/client";
import { linksBetween } from "./links";
import { mayReferTo } from "./lookup";
import { isUnknown } from "./maybe";
import { networkOf, type Entry, type LatticePath, type Path } from "./path";
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
  /** Ids of what carries the connection; only what exists. */
  readonly through: Through;
}

interface Through {
  readonly configurationId?: string;
  readonly gatewayId?: string;
  readonly networkId?: string;
  readonly resourceAssociationId?: string;
  readonly vpcAssociationId?: string;
  readonly endpointId?: string;
  readonly peeringConnectionId?: string;
  readonly transitGatewayId?: string;
}

/**
 * Judges every way from the client to the database and reports the one nearest to open: directly inside the database's
 * VPC, or through VPC Lattice. All its hops are judged, also after a blocked one.
 * @param via Only this way, for a connection to a name that stands for one.
 */
export function explain(topology: Topology, client: Client, database: Database, via?: Via): Explanation {
  const path: Path = { topology, client, database };
  const direct = via === undefined || via === "direct" ? directPaths(path, via).map(directExplanation) : [];
  const lattice = via === "direct" ? [] : latticePaths(path, via).map(latticeExplanation);
  return [...direct, ...lattice].reduce((best, next) => (distance(next) < distance(best) ? next : best));
}

/** Inside the database's VPC, or through what joins the client's with it. */
function directPaths(path: Path, via: Via | undefined): readonly Path[] {
  const { topology, client, database } = path;
  const sameVpc = client.vpcId !== undefined && mayReferTo(database.vpcId, client.vpcId);
  if (sameVpc) return [path];
  const links =
    client.vpcId === undefined || isUnknown(database.vpcId) ? [] : linksBetween(topology, client.vpcId, database.vpcId);
  const joined = links.map((link) => ({ ...path, link }));
  return joined.length === 0 && via === "direct" ? [path] : joined;
}

function directExplanation(path: Path): Explanation {
  return explanation(path, "direct", directHops(path), linkIds(path));
}

function latticeExplanation(path: LatticePath): Explanation {
  return explanation(path, path.entry.way, latticeHops(path), through(path));
}

function explanation(path: Path, route: Explanation["route"], way: readonly WayHop[], pieces: Through): Explanation {
  const impossible = clientHop(path);
  const found = way.map(({ judge }) => judge());
  const hops = impossible === undefined ? found : [impossible, ...found];
  const verdict = allOf(hops.map((hop) => hop.verdict));
  const headline = hops.find((hop) => hop.verdict === verdict && verdict !== "open");
  const { client, database } = path;
  return { client, database, route, verdict, hops, through: pieces, ...(headline === undefined ? {} : { headline }) };
}

function linkIds({ link }: Path): Through {
  if (link === undefined) return {};
  if (link.kind === "peering") return { peeringConnectionId: link.peering.id };
  return isUnknown(link.transitGatewayId) ? {} : { transitGatewayId: link.transitGatewayId };
}

function through(path: LatticePath): Through {
  const { topology, configuration, entry } = path;
  const ids = {
    configurationId: configuration?.id,
    gatewayId: topology.gateways.find((gateway) => gateway.id === configuration?.gatewayId)?.id,
    networkId: networkOf(entry)?.id,
    resourceAssociationId: entry.way === "resource-endpoint" ? undefined : entry.resourceAssociation?.id,
    vpcAssociationId: entry.way === "vpc-association" ? entry.association?.id : undefined,
    endpointId: entry.way === "vpc-association" ? undefined : entry.endpoint.id,
    ...linkIds(path),
  };
  return Object.fromEntries(Object.entries(ids).filter(([, id]) => id !== undefined));
}

/** Blocked hops count first, unknown ones decide between equals. */
function distance({ hops }: Explanation): number {
  const count = (verdict: Verdict): number => hops.filter((hop) => hop.verdict === verdict).length;
  return count("blocked") * 100 + count("unknown");
}
