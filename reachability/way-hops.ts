import { gatewayById } from "./by-id";
import type { Client } from "./client";
import type { Hop } from "./hop";
import type { HopCode } from "./hop-code";
import { addressFamilyHop } from "./hops/address-family";
import { clientEgressHop, directEgressHop } from "./hops/client-egress";
import { databaseAvailableHop, directAvailableHop } from "./hops/database-available";
import { databaseIngressHop, directIngressHop } from "./hops/database-ingress";
import { endpointHop, endpointStanding } from "./hops/endpoint";
import { gatewayHop } from "./hops/gateway";
import { proxyToDatabaseHop } from "./hops/proxy-to-database";
import {
  clientAclHop,
  databaseAclHop,
  directAclHop,
  directClientAclHop,
  endpointAclHop,
  gatewayAclHop,
} from "./hops/network-acls";
import { directLinkHop, linkHop } from "./hops/links";
import { gatewayRouteHop, routeHop } from "./hops/routes";
import { resourceAssociationHop } from "./hops/resource-association";
import { resourceConfigurationHop } from "./hops/resource-configuration";
import { shareHop } from "./hops/share";
import { vpcAssociationHop, vpcAssociationStanding } from "./hops/vpc-association";
import { overIpv6 } from "./ipv6";
import type { Link } from "./links";
import type { BeforeEntry, BehindEntry, LatticePath, Path } from "./path";
import { remembered } from "./remembered";
import type { Database, Endpoint, ResourceConfiguration, Topology } from "./topology";
import type { Side } from "./network-acls";
import { clientSide, databaseSide, everySubnet } from "./sides";
import type { Verdict } from "./verdict";

/** A hop of a way, in both forms that are asked for. */
export interface WayHop {
  /** For the path's own client. */
  readonly judge: () => Hop;
  /** Whoever the client is: leaves out its own rules, and the security groups that admit it. Open where nothing is left. */
  readonly standing: () => Verdict;
}

/** What a way leads through, from the client to the database. */
export const pieces = [
  "entry",
  "service network",
  "resource association",
  "resource configuration",
  "resource gateway",
  "proxy",
  "database",
] as const;

export type Piece = (typeof pieces)[number];

/** The hops of the way inside the database's VPC, in the order a connection meets them. */
export function directHops(path: Path): readonly WayHop[] {
  const to = databaseSide(path.database);
  return [
    ...familyHops(path, "database"),
    ...(path.client.outside === true
      ? []
      : [ofClient(() => directEgressHop(path)), ofEveryone(() => directClientAclHop(path))]),
    ...clientLinkHops(path, to, (link, from) => directLinkHop(path, link, from, to)),
    ofEveryone(() => directAclHop(path)),
    ofClient(() => directIngressHop(path)),
    ofEveryone(() => directAvailableHop(path)),
    ...proxyHops(path),
  ];
}

/** The hops of a way through VPC Lattice, in the order a connection meets them; the share, which all rests on, first. */
export function latticeHops(path: LatticePath): readonly WayHop[] {
  const { topology, client, database, configuration, entry, link } = path;
  const endpoint = entry.way === "vpc-association" ? undefined : entry.endpoint;
  return [
    ofEveryone(() => shareHop(path)),
    ...familyHops(path, endpoint),
    ...hopsBeforeEntry(topology, client, database.port, endpoint, link),
    ...entryHops(path),
    ...hopsBehindEntry(behindEntry(path), database, configuration),
  ];
}

function familyHops(path: Path, to: Endpoint | "database" | undefined): readonly WayHop[] {
  const found = addressFamilyHop(path, to);
  return found === undefined ? [] : [ofEveryone(() => found)];
}

/** What a gateway sends goes by its own kind of addresses, whatever the client's is. */
function behindEntry({ topology, database, configuration }: LatticePath): Topology {
  const whole = topology.overIpv6Of ?? topology;
  const gateway = gatewayById(whole, configuration?.gatewayId);
  return gateway?.ipAddressType === "IPV6" && database.networkType === "DUAL" ? overIpv6(whole) : whole;
}

/** From the client to where it gets in. */
const hopsBeforeEntry = remembered(
  (
    topology: Topology,
    client: Client,
    port: Database["port"],
    endpoint: Endpoint | undefined,
    link: Link | undefined,
  ): readonly WayHop[] => {
    const path: BeforeEntry = {
      ...{ topology, client, port },
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(link === undefined ? {} : { link }),
    };
    // Outside AWS a client has neither a security group nor a network ACL.
    const hops =
      client.outside === true ? [] : [ofClient(() => clientEgressHop(path)), ofEveryone(() => clientAclHop(path))];
    if (endpoint === undefined) return hops.map(once);
    const to = everySubnet(endpoint);
    const linked = clientLinkHops(path, to, (by, from) => linkHop(path, by, from, to));
    return [...hops, ...linked, ofEveryone(() => endpointAclHop(path, endpoint))].map(once);
  },
);

/** From the service network or the endpoint to the database. */
const hopsBehindEntry = remembered(
  (topology: Topology, database: Database, configuration: ResourceConfiguration | undefined): readonly WayHop[] => {
    const path: BehindEntry = { topology, database, ...(configuration === undefined ? {} : { configuration }) };
    const hops = [
      ofEveryone(() => resourceConfigurationHop(path)),
      ofEveryone(() => gatewayHop(path)),
      ofEveryone(() => gatewayRouteHop(path)),
      ofEveryone(() => gatewayAclHop(path)),
      ofEveryone(() => databaseAclHop(path)),
      ofEveryone(() => databaseIngressHop(path)),
      ofEveryone(() => databaseAvailableHop(path)),
      ...proxyHops(path),
    ];
    return hops.map(once);
  },
);

/** The leg behind an RDS Proxy, where the database is met through one. */
function proxyHops({ topology, ...path }: BehindEntry): readonly WayHop[] {
  const { proxy } = path.database;
  const whole = { ...path, topology: topology.overIpv6Of ?? topology };
  return proxy === undefined ? [] : [ofEveryone(() => proxyToDatabaseHop(whole, proxy))];
}

function entryHops(path: LatticePath): readonly WayHop[] {
  const { entry } = path;
  if (entry.way === "vpc-association") {
    const entered: WayHop = {
      judge: () => vpcAssociationHop(path, entry),
      standing: () => vpcAssociationStanding(path, entry).verdict,
    };
    // From outside AWS nobody enters a service network so: there is none to ask.
    return path.client.outside === true ? [entered] : [entered, ofEveryone(() => resourceAssociationHop(path, entry))];
  }
  const { endpoint } = entry;
  const entered: WayHop = {
    judge: () => endpointHop(path, endpoint),
    standing: () => endpointStanding(path, endpoint).verdict,
  };
  return entry.way === "resource-endpoint"
    ? [entered]
    : [entered, ofEveryone(() => resourceAssociationHop(path, entry))];
}

/** From the client to an endpoint or to the database. */
function clientLinkHops(
  path: Pick<Path, "topology" | "client" | "link">,
  to: Side,
  linked: (link: Link, from: Side) => Hop,
): readonly WayHop[] {
  const { link } = path;
  const from = clientSide(path);
  return [
    ...(link === undefined ? [] : [ofEveryone(() => linked(link, from))]),
    ofEveryone(() => routeHop(path, "client-route", link, from, to)),
  ];
}

/** Decided by the client, or by the security groups that admit it. */
function ofClient(judge: () => Hop): WayHop {
  return { judge, standing: () => "open" };
}

/** The same for every client. */
function ofEveryone(judge: () => Hop): WayHop {
  return { judge, standing: () => judge().verdict };
}

/** Judged when it is first asked for, and not again. */
function once({ judge, standing }: WayHop): WayHop {
  let judged: Hop | undefined;
  let stands: Verdict | undefined;
  return { judge: () => (judged ??= judge()), standing: () => (stands ??= standing()) };
}

/**
 * Where a picture draws each hop: before the piece it leads to, or before the next one of a way without that piece.
 * None: what concerns one end alone, and leads nowhere.
 */
export const leadsTo: Readonly<Record<HopCode, Piece | undefined>> = {
  client: undefined,
  name: undefined,
  "address-family": "entry",
  "client-egress": "entry",
  "client-network-acl": "entry",
  "client-route": "entry",
  "peering-connection": "entry",
  "transit-gateway": "entry",
  "vpn-gateway": "entry",
  "internet-gateway": "entry",
  "endpoint-network-acl": "entry",
  "vpc-association": "service network",
  endpoint: "service network",
  "resource-association": "resource association",
  "share-names-account": "resource configuration",
  "resource-configuration": "resource gateway",
  gateway: "proxy",
  "gateway-route": "proxy",
  "gateway-network-acl": "proxy",
  "database-network-acl": "proxy",
  "database-ingress": "proxy",
  "database-available": undefined,
  "proxy-to-database": "database",
  "login-role": undefined,
  "login-permission": undefined,
  "login-enabled": undefined,
  "login-tls": undefined,
};
