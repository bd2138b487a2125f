import { gatewayById, subnetById, vpcById } from "./by-id";
import type { Client } from "./client";
import { groupsSeen } from "./link-groups";
import type { Link } from "./links";
import { isUnknown, unknown, type Maybe } from "./maybe";
import type { Peer } from "./security-groups";
import type {
  Database,
  Endpoint,
  ResourceAssociation,
  ResourceConfiguration,
  ResourceGateway,
  ServiceNetwork,
  Topology,
  VpcAssociation,
} from "./topology";

/** A question: may this client reach this database? */
export interface Path {
  readonly topology: Topology;
  readonly client: Client;
  readonly database: Database;
  /** What leads the client into the endpoint's VPC, or the database's; none where it is in that VPC. */
  readonly link?: Link | undefined;
}

/** One way through VPC Lattice, complete or with pieces missing. */
export interface LatticePath extends Path {
  readonly configuration?: ResourceConfiguration | undefined;
  readonly entry: Entry;
}

/** What lies behind the entry, whoever the client is. */
export type BehindEntry = Pick<LatticePath, "topology" | "database" | "configuration">;

/** What lies before the entry, whatever the database is. */
export interface BeforeEntry extends Pick<Path, "topology" | "client" | "link"> {
  /** The database's. */
  readonly port: Database["port"];
  /** None: a VPC association. */
  readonly endpoint?: Endpoint | undefined;
}

/** How the client gets in. A piece left out does not exist. */
export type Entry =
  | {
      readonly way: "vpc-association";
      readonly network?: ServiceNetwork | undefined;
      readonly association?: VpcAssociation | undefined;
      readonly resourceAssociation?: ResourceAssociation | undefined;
    }
  | {
      readonly way: "service-network-endpoint";
      readonly network?: ServiceNetwork | undefined;
      readonly endpoint: Endpoint;
      readonly resourceAssociation?: ResourceAssociation | undefined;
    }
  | { readonly way: "resource-endpoint"; readonly endpoint: Endpoint };

export function networkOf(entry: Entry): ServiceNetwork | undefined {
  return entry.way === "resource-endpoint" ? undefined : entry.network;
}

export function gatewayOf(path: BehindEntry): ResourceGateway | undefined {
  return gatewayById(path.topology, path.configuration?.gatewayId);
}

export function clientName(client: Client): string {
  if (client.outside === true)
    return `the client at ${client.sourceIp ?? "an address that is not given"} (outside AWS)`;
  const place = client.subnetId ?? client.vpcId;
  return `the client in ${place === undefined ? "" : `${place} of `}account ${client.account}`;
}

export function databaseName(database: Database): string {
  return `${database.proxy === undefined ? "database" : "proxy"} ${database.name}`;
}

/** The client as a security group sees it. */
export function clientPeer({ topology, client, link }: Pick<Path, "topology" | "client" | "link">): Peer {
  return {
    name: clientName(client),
    securityGroupIds: clientGroups({ topology, client, ...(link === undefined ? {} : { link }) }),
    cidrs: clientRanges(topology, client),
    span: "one",
  };
}

/** Everything in a VPC carries a group: none named are groups not known. Outside AWS there are none. */
function clientGroups({
  topology,
  client,
  link,
}: Pick<Path, "topology" | "client" | "link">): Peer["securityGroupIds"] {
  if (client.outside === true) return [];
  return client.securityGroupIds.length > 0
    ? groupsSeen(topology, link, client.securityGroupIds, "ingress")
    : unknown("the security groups that the client carries are named");
}

function clientRanges(topology: Topology, client: Client): Maybe<readonly string[]> {
  if (client.sourceIp !== undefined) return [client.sourceIp];
  const subnet = subnetById(topology, client.subnetId);
  const vpc = vpcById(topology, client.vpcId);
  const range = subnet?.cidr ?? vpc?.cidr ?? unknown("the client's subnet or address is given");
  return isUnknown(range) ? range : [range];
}
