import { networkById } from "./by-id";
import type { Client } from "./client";
import { withGroupFacts } from "./groups";
import { inOrder, naming } from "./indexed";
import { linksInto } from "./links";
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
  const { topology, database } = path;
  const configurations = configurationsOf(topology, database).map((it) => withGroupFacts(topology, it));
  const found: LatticePath[] = [];
  for (const configuration of configurations) {
    for (const entered of [...entries(path, configuration), ...joinedEntries(path, configuration)]) {
      if (via === undefined || leadsVia(entered.entry, via)) found.push({ ...path, configuration, ...entered });
    }
  }
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

/** How the client gets in, and through what joins its VPC with that of the endpoint. */
type Entered = Pick<LatticePath, "entry" | "link">;

/** Through endpoints in VPCs into which something leads the client: an endpoint takes whom routes lead to it. */
function joinedEntries({ topology, client }: Path, configuration: ResourceConfiguration): readonly Entered[] {
  const { peerings, transitGatewayAttachments, vpnGateways = [] } = topology;
  if (peerings.length === 0 && transitGatewayAttachments.length === 0 && vpnGateways.length === 0) return [];
  const carrying = carryingOf(topology, configuration);
  return joinedEndpoints(topology, client).flatMap(({ endpoint, links }) => {
    const entering = endpointEntries(topology, endpoint, configuration, carrying);
    return links.flatMap((link) => entering.map((entry) => ({ entry, link })));
  });
}

/** The endpoints that something leads to from outside their VPC. */
const joinedEndpoints = remembered((topology: Topology, client: Client) =>
  topology.endpoints.flatMap((endpoint) => {
    const links = linksInto(topology, client, endpoint.vpcId);
    return links.length === 0 ? [] : [{ endpoint, links }];
  }),
);

const associationsNaming = naming(({ configurationId }: ResourceAssociation) => [configurationId]);
const associationsIn = naming(({ networkId }: ResourceAssociation) => [networkId]);
const associationsOfVpc = naming(({ vpcId }: VpcAssociation) => [vpcId]);
const endpointsOfVpc = naming(({ vpcId }: Endpoint) => [vpcId]);
const networksOf = naming(({ account }: ServiceNetwork) => [account]);

/** The associations that put a configuration, or its group, into a service network, or may. */
const carryingOf = remembered((topology: Topology, { id, groupId }: ResourceConfiguration) => {
  const all = topology.resourceAssociations;
  const own = associationsNaming(all, id);
  return groupId === undefined ? own : inOrder(all, [...own, ...associationsNaming(all, groupId)]);
});

function entries(path: Path, configuration: ResourceConfiguration): readonly Entered[] {
  const { topology, client } = path;
  const carrying = carryingOf(topology, configuration);
  const { vpcId } = client;
  const associations = vpcId === undefined ? [] : associationsOfVpc(topology.vpcAssociations, vpcId);
  const endpoints = vpcId === undefined ? [] : endpointsOfVpc(topology.endpoints, vpcId);
  const byVpc = associations.flatMap((association) => associationEntries(topology, association, carrying));
  const byEndpoint = endpoints.flatMap((endpoint) => endpointEntries(topology, endpoint, configuration, carrying));
  const used = [...byVpc, ...byEndpoint].map((entry) =>
    entry.way === "resource-endpoint" ? undefined : entry.resourceAssociation,
  );
  const notEntered = enterable(topology, carrying, client.account)
    .filter((association) => !used.includes(association))
    .map((resourceAssociation) =>
      associationEntry(topology, resourceAssociation.networkId, undefined, resourceAssociation),
    );
  return [...byVpc, ...byEndpoint, ...notEntered].map((entry) => ({ entry }));
}

function associationEntries(
  topology: Topology,
  association: VpcAssociation,
  carrying: readonly ResourceAssociation[],
): readonly Entry[] {
  const inside = associationsIn(carrying, association.networkId);
  if (inside.length === 0) return [associationEntry(topology, association.networkId, association, undefined)];
  return inside.map((resourceAssociation) =>
    associationEntry(topology, association.networkId, association, resourceAssociation),
  );
}

function associationEntry(
  topology: Topology,
  networkId: Maybe<string>,
  association: VpcAssociation | undefined,
  resourceAssociation: ResourceAssociation | undefined,
): Entry {
  const network = networkById(topology, networkId);
  return {
    way: "vpc-association",
    ...(network === undefined ? {} : { network }),
    ...(association === undefined ? {} : { association }),
    ...(resourceAssociation === undefined ? {} : { resourceAssociation }),
  };
}

function endpointEntries(
  topology: Topology,
  endpoint: Endpoint,
  configuration: ResourceConfiguration,
  carrying: readonly ResourceAssociation[],
): readonly Entry[] {
  const { target } = endpoint;
  if (isUnknown(target)) return [{ way: "resource-endpoint", endpoint }];
  if ("configurationId" in target) {
    return carries(target.configurationId, configuration) !== false ? [{ way: "resource-endpoint", endpoint }] : [];
  }
  const network = networkById(topology, target.networkId);
  const base = { way: "service-network-endpoint", endpoint, ...(network === undefined ? {} : { network }) } as const;
  const inside = associationsIn(carrying, target.networkId);
  return inside.length === 0 ? [base] : inside.map((resourceAssociation) => ({ ...base, resourceAssociation }));
}

/** The associations with a service network that the account could enter, or that is not listed. */
function enterable(
  topology: Topology,
  carrying: readonly ResourceAssociation[],
  account: string,
): readonly ResourceAssociation[] {
  const entered = enterableNetworks(topology, account).flatMap((id) => associationsIn(carrying, id));
  return inOrder(carrying, [...entered, ...unlistedAmong(topology, carrying)]);
}

const unlistedAmong = remembered((topology: Topology, carrying: readonly ResourceAssociation[]) =>
  carrying.filter(({ networkId }) => networkById(topology, networkId) === undefined),
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
