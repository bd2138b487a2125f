import type { Client } from "./client";
import { directPaths } from "./direct-paths";
import type { Hop } from "./hop";
import { clientHop } from "./hops/client";
import { viewsFor } from "./ipv6";
import { configurationsOf } from "./lookup";
import { isUnknown } from "./maybe";
import type { Entry, LatticePath, Path } from "./path";
import { directNames, latticeNames, type ClientName } from "./names";
import { proxiesOf, seenThrough } from "./proxy";
import { throughDirect, throughLattice, type Through } from "./through";
import { latticePaths, type Via } from "./ways";
import type { Database, Topology } from "./topology";
import { allOf, type Verdict } from "./verdict";
import { directHops, latticeHops } from "./way-hops";

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

/**
 * Judges every way from the client to the database and reports the one nearest to open: directly inside the database's
 * VPC or into it, or through VPC Lattice, to the database or to an RDS Proxy before it, by IPv4 or IPv6. All its hops are
 * judged, also after a blocked one.
 * @param via Only this way, for a connection to a name that stands for one.
 */
export function explain(topology: Topology, client: Client, database: Database, via?: Via): Explanation {
  const ways = viewsFor(topology, client).flatMap((view) => waysIn({ topology: view, client, database }, via));
  const impossible = clientHop({ topology, client });
  const { way, hops } = ways
    .map((it) => judged(it, impossible))
    .reduce((nearest, next) => (next.distance < nearest.distance ? next : nearest));
  const verdict = allOf(hops.map((hop) => hop.verdict));
  const headline = verdict === "open" ? undefined : hops.find((hop) => hop.verdict === verdict);
  const standing = verdict !== "blocked" && hops.some((hop) => hop.revokedButStanding === true);
  return {
    ...{ client, database, verdict, hops, ...told(way) },
    ...(headline === undefined ? {} : { headline }),
    ...(standing ? { revokedButStanding: true } : {}),
  };
}

/** Through VPC Lattice where it has an entry, else direct. */
type Way = Path | LatticePath;

/** What is told of a way is put together for the reported one only. */
function told(way: Way): Pick<Explanation, "route" | "through" | "names"> {
  return "entry" in way
    ? { route: way.entry.way, through: throughLattice(way), names: latticeNames(way) }
    : { route: "direct", through: throughDirect(way), names: directNames(way) };
}

function waysIn(path: Path, via: Via | undefined): readonly Way[] {
  const proxied = via === "direct" ? [] : proxiesOf(path.topology, path.database).map(seenThrough);
  return [
    ...directWays(path, via),
    ...latticeWays(path, via),
    ...proxied.flatMap((front) => proxyWays({ ...path, database: front }, via)),
  ];
}

function directWays(path: Path, via: Via | undefined): readonly Way[] {
  if (via !== undefined && via !== "direct") return [];
  const found = directPaths(path);
  return found.length === 0 && via === "direct" ? [path] : found;
}

function latticeWays(path: Path, via: Via | undefined): readonly Way[] {
  return via === "direct" ? [] : latticePaths(path, via);
}

/** Of a proxy only the ways that exist in part: its own name is asked for where it shall be the only one. */
function proxyWays(path: Path, via: Via | undefined): readonly Way[] {
  const shared = configurationsOf(path.topology, path.database).length > 0;
  return [...directWays(path, via), ...(shared ? latticeWays(path, via) : [])];
}

/** How far a way is from open: blocked hops count first, then whether there is one, unknown hops decide between equals. */
function judged(way: Way, impossible: Hop | undefined) {
  const found = ("entry" in way ? latticeHops(way) : directHops(way)).map(({ judge }) => judge());
  const hops = impossible === undefined ? found : [impossible, ...found];
  return { way, hops, distance: hops.reduce((sum, { verdict }) => sum + weights[verdict], isGuess(way) ? 50 : 0) };
}

/** Nobody knows whether it exists: it leads inside the database's VPC, which may be the client's. */
function isGuess(way: Way): boolean {
  return !("entry" in way) && isUnknown(way.database.vpcId);
}

const weights: Readonly<Record<Verdict, number>> = { open: 0, unknown: 1, blocked: 100 };
