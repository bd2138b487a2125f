import { networkById } from "./by-id";
import type { Client } from "./client";
import { withGroupFacts } from "./groups";
import { inOrder, naming } from "./indexed";
import { linksInto, type Link } from "./links";
import { remembered } from "./remembered";
import { isOffered, sharesFor } from "./shares";
import { carries, configurationsOf } from "./lookup";
import { isUnknown, type Maybe } from "./maybe";
import type { Entry, LatticePath, Path } from "./path";
import type {
  Endpoint,
  ResourceAssociation,
  ResourceConfiguration,
  ServiceNetwork,
  Topology,
  VpcAssociation,
} from "./topology";

/** Restricts the ways to one: what a DNS name stands for. */
export type Via = "direct" | { readonly resourceAssociationId: string } | { readonly endpointId: string };

/** Every way through VPC Lattice that exists at least in part; if there is none, one that lacks everything. */
export function latticePaths(path: Path, via?: Via): readonly [LatticePath, ...LatticePath[]] {
  const { topology, client, database } = path;
  const configurations = configurationsOf(topology, database).map((it) => withGroupFacts(topology, it));
  const entrances = entrancesOf(topology, client);
  const found = configurations.flatMap((configuration) =>
    entries(topology, configuration, entrances)
      .filter(({ entry }) => via === undefined || leadsVia(entry, via))
      .map(({ entry, link }): LatticePath => ({ topology, client, database, configuration, entry, link })),
  );
  const [first, ...rest] = found;
  return first === undefined ? [emptyPath(path, configurations)] : [first, ...rest];
}

function emptyPath(path: Path, [configuration]: readonly ResourceConfiguration[]): LatticePath {
  const entry: Entry = { way: "vpc-association" };
  return configuration === undefined ? { ...path, entry } : { ...path, configuration, entry };
}

function leadsVia(entry: Entry, via: Via): boolean {
  if (via === "direct") return false;
  if ("endpointId" in via) return entry.way !== "vpc-association" && entry.endpoint.id === via.endpointId;
  return entry.way === "vpc-association" && entry.resourceAssociation?.id === via.resourceAssociationId;
}

/** How a client gets in, and through what joins its VPC with that of the endpoint. */
type Entered = Pick<LatticePath, "entry" | "link">;

/** A service network, and what puts resource configurations into it, or may. */
interface Inside {
  readonly network: ServiceNetwork | undefined;
  readonly carried: readonly ResourceAssociation[];
}

/** An endpoint, with what is inside the service network it leads to. */
interface Opening extends Inside {
  readonly endpoint: Endpoint;
}

/** What a client may get in by, whatever it is after. */
interface Entrances {
  readonly associations: readonly (Inside & { readonly association: VpcAssociation })[];
  /** Of its VPC. */
  readonly endpoints: readonly Opening[];
  /** Those that something leads to from outside their VPC: an endpoint takes whom routes lead to it. */
  readonly joined: readonly (Opening & { readonly links: readonly Link[] })[];
  /** What it could enter, and does not by any of these; or what is not listed. */
  readonly others: readonly (readonly ResourceAssociation[])[];
}

const entrancesOf = remembered((topology: Topology, client: Client): Entrances => {
  const { vpcId, account } = client;
  const associations = vpcId === undefined ? [] : associationsOfVpc(topology.vpcAssociations, vpcId);
  const endpoints = vpcId === undefined ? [] : endpointsOfVpc(topology.endpoints, vpcId);
  const entered = [...associations.map(({ networkId }) => networkId), ...endpoints.map(networkOf)];
  const missed = enterableNetworks(topology, account).filter((id) => !entered.includes(id));
  return {
    associations: associations.map((association) => ({ association, ...insideOf(topology, association.networkId) })),
    endpoints: endpoints.map((endpoint) => opening(topology, endpoint)),
    joined: joinedEndpoints(topology, client),
    others: [...missed.map((id) => insideOf(topology, id).carried), unlistedIn(topology)],
  };
});

function insideOf(topology: Topology, networkId: Maybe<string> | undefined): Inside {
  const carried = networkId === undefined ? [] : associationsIn(topology.resourceAssociations, networkId);
  return { network: networkById(topology, networkId), carried };
}

function opening(topology: Topology, endpoint: Endpoint): Opening {
  return { endpoint, ...insideOf(topology, networkOf(endpoint)) };
}

function networkOf({ target }: Endpoint): Maybe<string> | undefined {
  return !isUnknown(target) && "networkId" in target ? target.networkId : undefined;
}

function joinedEndpoints(topology: Topology, client: Client): Entrances["joined"] {
  const { peerings, transitGatewayAttachments, vpnGateways = [] } = topology;
  if (peerings.length === 0 && transitGatewayAttachments.length === 0 && vpnGateways.length === 0) return [];
  return topology.endpoints.flatMap((endpoint) => {
    const links = linksInto(topology, client, endpoint.vpcId);
    return links.length === 0 ? [] : [{ ...opening(topology, endpoint), links }];
  });
}

const associationsNaming = naming(({ configurationId }: ResourceAssociation) => [configurationId]);
const associationsIn = naming(({ networkId }: ResourceAssociation) => [networkId]);
const associationsOfVpc = naming(({ vpcId }: VpcAssociation) => [vpcId]);
const endpointsOfVpc = naming(({ vpcId }: Endpoint) => [vpcId]);
const networksOf = naming(({ account }: ServiceNetwork) => [account]);

/** Of some associations those that carry a configuration, or its group, or may. */
function carrying(
  some: readonly ResourceAssociation[],
  { id, groupId }: ResourceConfiguration,
): readonly ResourceAssociation[] {
  const own = associationsNaming(some, id);
  return groupId === undefined ? own : inOrder(some, [...own, ...associationsNaming(some, groupId)]);
}

function entries(
  topology: Topology,
  configuration: ResourceConfiguration,
  { associations, endpoints, joined, others }: Entrances,
): readonly Entered[] {
  const byVpc = associations.flatMap(({ association, network, carried }) =>
    orNone(carrying(carried, configuration)).map((resourceAssociation): Entry => {
      return { way: "vpc-association", network, association, resourceAssociation };
    }),
  );
  const own = [...byVpc, ...endpoints.flatMap((it) => endpointEntries(it, configuration))];
  const missed = others.flatMap((some) => carrying(some, configuration));
  const far = joined.flatMap((it) => {
    const entering = endpointEntries(it, configuration);
    return it.links.flatMap((link) => entering.map((entry) => ({ entry, link })));
  });
  return [...[...own, ...notEntered(topology, missed, own)].map((entry) => ({ entry })), ...far];
}

/** A service network without the configuration is half a way, too. */
function orNone<T>(found: readonly T[]): readonly (T | undefined)[] {
  return found.length === 0 ? [undefined] : found;
}

function endpointEntries(
  { endpoint, network, carried }: Opening,
  configuration: ResourceConfiguration,
): readonly Entry[] {
  const { target } = endpoint;
  if (isUnknown(target)) return [{ way: "resource-endpoint", endpoint }];
  if ("configurationId" in target) {
    return carries(target.configurationId, configuration) !== false ? [{ way: "resource-endpoint", endpoint }] : [];
  }
  return orNone(carrying(carried, configuration)).map((resourceAssociation) => {
    return { way: "service-network-endpoint", endpoint, network, resourceAssociation };
  });
}

/** Through service networks that the client could enter, or that are not listed, and does not. */
function notEntered(
  topology: Topology,
  missed: readonly ResourceAssociation[],
  own: readonly Entry[],
): readonly Entry[] {
  if (missed.length === 0) return [];
  const used = own.map((entry) => (entry.way === "resource-endpoint" ? undefined : entry.resourceAssociation));
  return inOrder(topology.resourceAssociations, missed)
    .filter((association) => !used.includes(association))
    .map((association) => {
      const network = networkById(topology, association.networkId);
      return { way: "vpc-association", network, resourceAssociation: association };
    });
}

const unlistedIn = remembered((topology: Topology) =>
  topology.resourceAssociations.filter(({ networkId }) => networkById(topology, networkId) === undefined),
);

/** The ids of the service networks that are the account's own, or offered to it. */
const enterableNetworks = remembered((topology: Topology, account: string): readonly string[] => {
  const offered = sharesFor(topology.shares, account).flatMap((share): readonly string[] =>
    isUnknown(share.resourceIds) ? networksOf(topology.networks, share.account).map(({ id }) => id) : share.resourceIds,
  );
  const own = networksOf(topology.networks, account).map(({ id }) => id);
  return [...new Set([...own, ...offered])].filter((id) => {
    const network = networkById(topology, id);
    return network !== undefined && concerns(topology, network, account);
  });
});

function concerns(topology: Topology, network: ServiceNetwork, account: string): boolean {
  return network.account === account || isOffered(topology, network.id, network.account, account);
}
