import { withGroupFacts } from "./groups";
import { linksBetween } from "./links";
import { isOffered } from "./shares";
import { carries, configurationsOf, mayBeSame, mayReferTo } from "./lookup";
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
  const found = configurations.flatMap((configuration) =>
    [...entries(path, configuration), ...joinedEntries(path, configuration)]
      .filter(({ entry }) => via === undefined || leadsVia(entry, via))
      .map((entered): LatticePath => ({ ...path, configuration, ...entered })),
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

/** How the client gets in, and through what joins its VPC with that of the endpoint. */
type Entered = Pick<LatticePath, "entry" | "link">;

/** Through endpoints in VPCs that are joined with the client's: an endpoint takes whom routes lead to it. */
function joinedEntries({ topology, client }: Path, configuration: ResourceConfiguration): readonly Entered[] {
  const { vpcId: near } = client;
  if (near === undefined) return [];
  if (topology.peerings.length === 0 && topology.transitGatewayAttachments.length === 0) return [];
  const carrying = carryingOf(topology, configuration);
  return topology.endpoints.flatMap((endpoint) => {
    const { vpcId: far } = endpoint;
    if (isUnknown(far) || far === near) return [];
    const links = linksBetween(topology, near, far);
    const entering = links.length === 0 ? [] : endpointEntries(topology, endpoint, configuration, carrying);
    return links.flatMap((link) => entering.map((entry) => ({ entry, link })));
  });
}

function carryingOf(topology: Topology, configuration: ResourceConfiguration): readonly ResourceAssociation[] {
  return topology.resourceAssociations.filter(
    (association) => carries(association.configurationId, configuration) !== false,
  );
}

function entries(path: Path, configuration: ResourceConfiguration): readonly Entered[] {
  const { topology, client } = path;
  const carrying = carryingOf(topology, configuration);
  const { vpcId } = client;
  const inVpc = (id: Maybe<string>): boolean => vpcId !== undefined && mayReferTo(id, vpcId);
  const byVpc = topology.vpcAssociations
    .filter((association) => inVpc(association.vpcId))
    .flatMap((association) => associationEntries(topology, association, carrying));
  const byEndpoint = topology.endpoints
    .filter((endpoint) => inVpc(endpoint.vpcId))
    .flatMap((endpoint) => endpointEntries(topology, endpoint, configuration, carrying));
  const used = [...byVpc, ...byEndpoint].map((entry) =>
    entry.way === "resource-endpoint" ? undefined : entry.resourceAssociation,
  );
  const notEntered = carrying
    .filter((association) => !used.includes(association))
    .filter((association) => concerns(path, networkById(topology, association.networkId)))
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
  const inside = carrying.filter(({ networkId }) => mayBeSame(networkId, association.networkId));
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
  const inside = carrying.filter(({ networkId }) => mayBeSame(networkId, target.networkId));
  return inside.length === 0 ? [base] : inside.map((resourceAssociation) => ({ ...base, resourceAssociation }));
}

function networkById(topology: Topology, id: Maybe<string>): ServiceNetwork | undefined {
  return topology.networks.find((network) => network.id === id);
}

/** A service network the client could enter: its own account's, or one offered to it. */
function concerns({ topology, client }: Path, network: ServiceNetwork | undefined): boolean {
  if (network === undefined || network.account === client.account) return true;
  return isOffered(topology, network.id, network.account, client.account);
}
