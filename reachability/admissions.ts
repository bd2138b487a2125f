import { placesOf } from "./audience-places";
import { clientSubnets } from "./client-subnets";
import { directPaths } from "./direct-paths";
import type { Explanation } from "./explain";
import { shareHop } from "./hops/share";
import { viewsFor } from "./ipv6";
import { linkName } from "./links";
import { configurationsOf } from "./lookup";
import { isUnknown, type Maybe } from "./maybe";
import type { LatticePath, Path } from "./path";
import { admittances, type Admittance, type Door, type Source } from "./sources";
import { rangeOfVpc, subnetRanges } from "./subnets";
import type { Database, Topology } from "./topology";
import { allOf, type Verdict } from "./verdict";
import { directHops, latticeHops, type WayHop } from "./way-hops";
import { latticePaths } from "./ways";

/** A set of clients: those of one place whom one rule admits. Their own egress rules are not asked. */
export interface Admission {
  /** 12 digits; a phrase where it is not known, or nobody's. */
  readonly account: string;
  /** None: outside AWS. */
  readonly vpcId?: Maybe<string>;
  /** Only of these subnets; left out: of all. */
  readonly subnetIds?: readonly string[];
  readonly source: Source;
  readonly route: Explanation["route"];
  /** The association or endpoint they come through; none for the direct way. */
  readonly entryId?: string;
  /** What leads them into its VPC: a peering connection, a transit gateway, a VPN or internet gateway. */
  readonly linkId?: string;
  /** The RDS Proxy they come through. */
  readonly proxyId?: string;
  /** Their account is no longer shared with; the association it made before still lets them in. */
  readonly revokedButStanding?: true;
  readonly verdict: Exclude<Verdict, "blocked">;
}

/** A way as far as it is the same for all clients of a place, and what lets them in. */
export interface OpenWay {
  readonly path: Path;
  readonly route: Explanation["route"];
  readonly entryId?: string;
  readonly door: Door | "every client";
  readonly hops: (path: Path) => readonly WayHop[];
  readonly revokedButStanding?: true;
}

/** Whose way to a database is built from within a VPC. */
export function admissions(topology: Topology, front: Database): readonly Admission[] {
  const clients = placesOf(topology, front);
  const known = clients.flatMap((client) =>
    viewsFor(topology, client).flatMap((view) => waysOf({ topology: view, client, database: front }).flatMap(admitted)),
  );
  return [...known, ...somewhere(topology, front)];
}

/** The ways of whoever is where the client is. */
export function waysOf(path: Path): readonly OpenWay[] {
  const { topology, database } = path;
  const isShared = database.proxy === undefined || configurationsOf(topology, database).length > 0;
  const direct = isUnknown(database.vpcId) ? [] : directPaths(path);
  const { securityGroupIds, port } = database;
  return [
    ...direct.map((it): OpenWay => ({
      path: it,
      route: "direct",
      door: { securityGroupIds, port },
      hops: directHops,
    })),
    ...(isShared ? latticePaths(path).flatMap(latticeWay) : []),
  ];
}

function latticeWay(path: LatticePath): readonly OpenWay[] {
  const { entry, database } = path;
  const piece = entry.way === "vpc-association" ? entry.association : entry.endpoint;
  if (piece === undefined) return [];
  const { securityGroupIds } = piece;
  const isForAll = entry.way === "vpc-association" && !isUnknown(securityGroupIds) && securityGroupIds.length === 0;
  return [
    {
      path,
      route: entry.way,
      entryId: piece.id,
      door: isForAll ? "every client" : { securityGroupIds, port: database.port },
      hops: ({ client }) => latticeHops({ ...path, client }),
      ...(shareHop(path).revokedButStanding === true ? { revokedButStanding: true } : {}),
    },
  ];
}

/** What an admission says of its way, whoever comes by it. */
export function wayFacts({ path, route, entryId, revokedButStanding }: OpenWay) {
  const { client, link, database } = path;
  return {
    account: client.account,
    ...(client.vpcId === undefined ? {} : { vpcId: client.vpcId }),
    route,
    ...(entryId === undefined ? {} : { entryId }),
    ...(link === undefined ? {} : { linkId: linkName(link) }),
    ...(database.proxy === undefined ? {} : { proxyId: database.proxy.id }),
    ...(revokedButStanding === undefined ? {} : { revokedButStanding }),
  } satisfies Partial<Admission>;
}

function admitted(way: OpenWay): readonly Admission[] {
  return standings(way).flatMap(({ verdict, subnetIds }) =>
    sourcesAt(way, subnetIds).map((it) => ({
      ...wayFacts(way),
      ...(subnetIds === undefined ? {} : { subnetIds }),
      source: it.source,
      verdict: allOf([verdict, it.verdict]) === "open" ? "open" : "unknown",
    })),
  );
}

function sourcesAt({ path, door }: OpenWay, subnetIds: readonly string[] | undefined): readonly Admittance[] {
  const { topology, client, link } = path;
  if (door === "every client") return [{ source: door, verdict: "open" }];
  const { vpcId = "" } = client;
  const whole = rangeOfVpc(topology, vpcId);
  const ofVpc = isUnknown(whole) ? whole : [whole];
  const ranges = subnetIds === undefined ? ofVpc : subnetRanges(topology, subnetIds);
  return admittances(topology, door, { vpcId, link, ranges });
}

interface Standing {
  readonly verdict: Exclude<Verdict, "blocked">;
  /** Only from these subnets; left out: from all. */
  readonly subnetIds?: readonly string[];
}

/** What becomes of a way from its VPC, subnet by subnet where these differ. */
function standings({ path, hops }: OpenWay): readonly Standing[] {
  const { topology, client } = path;
  const whole = standing(hops(path));
  if (whole === "blocked") return [];
  const subnets = whole === "open" ? [] : clientSubnets(topology, client);
  if (isUnknown(subnets) || subnets.length < 2) return [{ verdict: whole }];
  const each = subnets.map((subnetId) => {
    return { subnetId, verdict: standing(hops({ ...path, client: { ...client, subnetId } })) };
  });
  return (["open", "unknown"] as const).flatMap((verdict): readonly Standing[] => {
    const alike = each.filter((it) => it.verdict === verdict).map(({ subnetId }) => subnetId);
    if (alike.length === 0) return [];
    return [alike.length === subnets.length ? { verdict } : { verdict, subnetIds: alike }];
  });
}

/** Everything on the way but the client and the security groups it meets first. */
function standing(way: readonly WayHop[]): Verdict {
  return allOf(way.map((hop) => hop.standing()));
}

/** Ways in of which it is not known in which VPC they are. */
function somewhere(topology: Topology, front: Database): readonly Admission[] {
  const { account, vpcId } = front;
  const facts = { source: "unknown clients", verdict: "unknown" } as const;
  const proxied = front.proxy === undefined ? {} : { proxyId: front.proxy.id };
  const isShared = front.proxy === undefined || configurationsOf(topology, front).length > 0;
  const entries = isShared ? [...topology.vpcAssociations, ...topology.endpoints] : [];
  return [
    ...(isUnknown(vpcId) ? [{ account, vpcId, route: "direct", ...facts, ...proxied } as const] : []),
    ...entries
      .filter((it) => isUnknown(it.vpcId))
      .map((it): Admission => ({
        account: it.account,
        vpcId: it.vpcId,
        route: "target" in it ? "service-network-endpoint" : "vpc-association",
        entryId: it.id,
        ...facts,
        ...proxied,
      })),
  ];
}
