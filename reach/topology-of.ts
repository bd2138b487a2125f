import { unknown } from "../reachability/maybe";
import type { Topology } from "../reachability/topology";
import { clientOutputs } from "./clients/client-outputs";
import { clientsOf, type ListedClient } from "./clients/clients";
import { adoptedDatabases } from "./databases/adopted";
import { databases } from "./databases/databases";
import { endpoints } from "./network/endpoints";
import { Groups } from "./network/groups";
import { Inventory } from "./inventory/inventory";
import { configurations, gateways } from "./lattice/lattice";
import { subnets, vpcs } from "./network/network";
import { networkAcls } from "./network/network-acls";
import { internetGateways, vpnGateways } from "./network/outside";
import { outsideAttachments } from "./network/outside-attachments";
import { peerings } from "./network/peerings";
import { prefixLists } from "./network/prefix-lists";
import { proxies } from "./databases/proxies";
import { References } from "./inventory/references";
import { roles } from "./databases/roles";
import { routeTables } from "./network/route-tables";
import { securityGroups } from "./network/security-groups";
import { networks, resourceAssociations, vpcAssociations } from "./lattice/service-networks";
import { shares } from "./lattice/shares";
import { refuseTwice, type Source } from "./source";
import { thingsOf, type Thing } from "./things";
import { transitGatewayAttachments, transitGateways } from "./network/transit-gateways";
import { transitGatewayRouteTables } from "./network/transit-route-tables";

/** What the sources say, as the model takes it. */
export interface Reading {
  readonly topology: Topology;
  /** Every resource of the sources that a cloud has or will have, for names and messages. */
  readonly things: readonly Thing[];
  /** What may open a connection. */
  readonly clients: readonly ListedClient[];
}

/**
 * The topology that some stacks make together, each read from its state or its preview, each of its own account and
 * Region. Ids are AWS's own; of what is planned only they are URNs (`Item.id`). Accounts of which no source has
 * resources are not in `complete`: what is missing there is unknown. No account is, as soon as it is not known whose
 * some of the resources are.
 * @throws Error where two sources are of one stack.
 */
export function topologyOf(sources: readonly Source[]): Reading {
  const { topology, groups } = waysOf(sources);
  const { inventory } = groups.references;
  return { topology, things: thingsOf(inventory), clients: [...clientsOf(groups), ...clientOutputs(sources)] };
}

/** The topology alone, with what it was read by: for who asks of no names and no clients. */
export function waysOf(sources: readonly Source[]): { readonly topology: Topology; readonly groups: Groups } {
  refuseTwice(sources);
  const inventory = new Inventory(sources);
  const references = new References(inventory);
  const groups = new Groups(references);
  const listed = {
    databases: databases(groups),
    proxies: proxies(groups),
    configurations: configurations(references),
    gateways: gateways(groups),
  };
  const topology = {
    ...listed,
    accounts: accounts(inventory),
    vpcs: vpcs(references),
    subnets: subnets(references),
    securityGroups: securityGroups(groups),
    prefixLists: prefixLists(references),
    databases: [...withRegions(listed.databases, inventory, sources.length), ...adoptedDatabases(references, listed)],
    ...rolesIn(references),
    networks: networks(references),
    resourceAssociations: resourceAssociations(references),
    vpcAssociations: vpcAssociations(groups),
    endpoints: endpoints(groups),
    shares: shares(references),
    networkAcls: networkAcls(references),
    routeTables: routeTables(references),
    peerings: peerings(references),
    transitGateways: transitGateways(references),
    transitGatewayAttachments: [...transitGatewayAttachments(references), ...outsideAttachments(references)],
    vpnGateways: vpnGateways(references),
    internetGateways: internetGateways(references),
    transitGatewayRouteTables: transitGatewayRouteTables(references),
    complete: complete(inventory),
  };
  return { topology, groups };
}

function rolesIn(references: References): Pick<Topology, "roles"> {
  const found = roles(references);
  return found === undefined ? {} : { roles: found };
}

/** VPC Lattice is regional: while the Region of some resources is not known, nothing is sure to be reached. */
function withRegions(all: Topology["databases"], { regions }: Inventory, sources: number): Topology["databases"] {
  if (!regions.includes(undefined) || Math.max(regions.length, sources) === 1) return all;
  return all.map((it) => ({ ...it, available: unknown("the Region of every stack is known") }));
}

/** No state says of which organisation an account is. */
function accounts(inventory: Inventory): Topology["accounts"] {
  const ids = new Set(
    inventory.items.filter(({ resource }) => resource.providerUrn !== undefined).map((it) => it.account),
  );
  return [...ids].map((id) => ({ id, memberOf: unknown(`the organization of account ${id} is known`) }));
}

function complete({ accounts: ids }: Inventory): Topology["complete"] {
  const known = ids.filter((id) => id !== undefined);
  return known.length === ids.length ? known : [];
}
