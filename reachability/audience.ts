import type { Client } from "./client";
import type { Explanation } from "./explain";
import { shareHop } from "./hops/share";
import { inOrder } from "./indexed";
import { configurationsOf, mayReferTo, sharedId } from "./lookup";
import { isUnknown, onlyKnown, type Maybe } from "./maybe";
import type { LatticePath } from "./path";
import { latticePaths } from "./ways";
import { proxiesOf, seenThrough } from "./proxy";
import { admittances, type Admittance, type Source } from "./sources";
import type { Database, Share, SharePrincipal, Topology } from "./topology";
import { allOf, type Verdict } from "./verdict";
import { directHops, latticeHops, type WayHop } from "./way-hops";

/** Everyone who can reach a database. */
export interface Audience {
  /** Whom AWS RAM lets in: they may build the rest of the way themselves. */
  readonly principals: readonly SharedWith[];
  /** Whose way is built, or may turn out to be. */
  readonly clients: readonly Admission[];
}

interface SharedWith {
  readonly shareArn: string;
  /** The resource configuration or the service network. */
  readonly resourceId: string;
  /** 12 digits, or the ARN of an organisation or organizational unit. */
  readonly principal: Maybe<string>;
  readonly accepted: Maybe<boolean>;
}

/** A set of clients: those of one VPC whom one rule admits. Their own egress rules are not asked. */
interface Admission {
  readonly account: string;
  readonly vpcId: Maybe<string>;
  readonly source: Source;
  readonly route: Explanation["route"];
  /** The association or endpoint they come through; none for the direct way. */
  readonly entryId?: string;
  /** The RDS Proxy they come through. */
  readonly proxyId?: string;
  /** Their account is no longer shared with; the association it made before still lets them in. */
  readonly revokedButStanding?: true;
  readonly verdict: Exclude<Verdict, "blocked">;
}

export function audience(topology: Topology, database: Database): Audience {
  const met = [database, ...proxiesOf(topology, database).map(seenThrough)];
  return {
    principals: met.flatMap((front) => sharedPrincipals(topology, front)),
    clients: met.flatMap((front) => clientsMeeting(topology, front)),
  };
}

function clientsMeeting(topology: Topology, front: Database): readonly Admission[] {
  const lattice =
    front.proxy === undefined || configurationsOf(topology, front).length > 0 ? latticeClients(topology, front) : [];
  const proxied = front.proxy === undefined ? {} : { proxyId: front.proxy.id };
  return [...directClients(topology, front), ...lattice].map((admission) => ({ ...admission, ...proxied }));
}

function sharedPrincipals(topology: Topology, database: Database): readonly SharedWith[] {
  const shared = new Set<string>();
  for (const configuration of configurationsOf(topology, database)) {
    const ids = onlyKnown([configuration.id, sharedId(configuration)]);
    const networks = topology.resourceAssociations
      .filter(({ configurationId }) => ids.some((id) => mayReferTo(configurationId, id)))
      .map(({ networkId }) => networkId);
    for (const id of [...ids, ...onlyKnown(networks)]) shared.add(id);
  }
  const all = [...shared];
  return topology.shares.flatMap((share) => {
    const { resourceIds } = share;
    const carried = isUnknown(resourceIds)
      ? all
      : inOrder(
          all,
          resourceIds.filter((id) => shared.has(id)),
        );
    return carried.flatMap((id) => principalsOf(share, id));
  });
}

function principalsOf(share: Share, resourceId: string): readonly SharedWith[] {
  const { principals } = share;
  const listed: readonly SharePrincipal[] = isUnknown(principals)
    ? [{ principal: principals, accepted: principals }]
    : principals;
  return listed.map((principal) => ({ shareArn: share.arn, resourceId, ...principal }));
}

function directClients(topology: Topology, database: Database): readonly Admission[] {
  const { vpcId, account, region } = database;
  if (isUnknown(vpcId)) return [{ account, vpcId, source: "unknown clients", route: "direct", verdict: "unknown" }];
  const way = directHops({ topology, database, client: { account, region, vpcId, securityGroupIds: [] } });
  const sources = admittances(topology, database.securityGroupIds, database.port, vpcId);
  return admitted(sources, standing(way)).map((entry) => ({ ...entry, account, vpcId, route: "direct" }));
}

function latticeClients(topology: Topology, database: Database): readonly Admission[] {
  const attached = [...topology.vpcAssociations, ...topology.endpoints];
  const places = new Map<string, string>();
  for (const { vpcId, account } of attached) if (!isUnknown(vpcId)) places.set(vpcId, account);
  const somewhere = attached
    .filter(({ vpcId }) => isUnknown(vpcId))
    .map(({ id, account, vpcId }): Admission => ({
      account,
      vpcId,
      source: "unknown clients",
      route: topology.endpoints.some((endpoint) => endpoint.id === id) ? "service-network-endpoint" : "vpc-association",
      entryId: id,
      verdict: "unknown",
    }));
  const known = [...places].flatMap(([vpcId, account]) => {
    const client: Client = { account, region: database.region, vpcId, securityGroupIds: [] };
    return latticePaths({ topology, client, database }).flatMap((path) => clientsOf(path, vpcId));
  });
  return [...known, ...somewhere];
}

function clientsOf(path: LatticePath, vpcId: string): readonly Admission[] {
  const { topology, database, entry, client } = path;
  const piece = entry.way === "vpc-association" ? entry.association : entry.endpoint;
  if (piece === undefined) return [];
  const everyone =
    entry.way === "vpc-association" && !isUnknown(piece.securityGroupIds) && piece.securityGroupIds.length === 0;
  const sources: readonly Admittance[] = everyone
    ? [{ source: "every client", verdict: "open" }]
    : admittances(topology, piece.securityGroupIds, database.port, vpcId);
  const revoked = shareHop(path).revokedButStanding === true ? ({ revokedButStanding: true } as const) : {};
  return admitted(sources, standing(latticeHops(path))).map((admission) => ({
    ...admission,
    ...revoked,
    account: client.account,
    vpcId,
    route: entry.way,
    entryId: piece.id,
  }));
}

/** Everything on the way but the client and the security groups it meets first. */
function standing(way: readonly WayHop[]): Verdict {
  return allOf(way.map((hop) => hop.standing()));
}

function admitted(sources: readonly Admittance[], way: Verdict): readonly Admittance[] {
  if (way === "blocked") return [];
  return sources.map(({ source, verdict }) => ({
    source,
    verdict: allOf([way, verdict]) === "open" ? "open" : "unknown",
  }));
}
