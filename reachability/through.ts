import { isUnknown } from "./maybe";
import { gatewayOf, networkOf, type Entry, type LatticePath, type Path } from "./path";

/** Ids of what carries a connection; only what exists. */
export interface Through {
  readonly configurationId?: string;
  readonly gatewayId?: string;
  readonly networkId?: string;
  readonly resourceAssociationId?: string;
  readonly vpcAssociationId?: string;
  readonly endpointId?: string;
  readonly proxyId?: string;
  readonly peeringConnectionId?: string;
  readonly transitGatewayId?: string;
  readonly vpnGatewayId?: string;
  readonly internetGatewayId?: string;
}

export function throughDirect(path: Path): Through {
  return { ...proxied(path), ...linkIds(path) };
}

export function throughLattice(path: LatticePath): Through {
  const { configuration, entry } = path;
  const network = networkOf(entry);
  const association = entry.way === "resource-endpoint" ? undefined : entry.resourceAssociation;
  const gateway = gatewayOf(path);
  return {
    ...proxied(path),
    ...(configuration === undefined ? {} : { configurationId: configuration.id }),
    ...(gateway === undefined ? {} : { gatewayId: gateway.id }),
    ...(network === undefined ? {} : { networkId: network.id }),
    ...(association === undefined ? {} : { resourceAssociationId: association.id }),
    ...entryIds(entry),
    ...linkIds(path),
  };
}

function proxied({ database }: Path): Through {
  return database.proxy === undefined ? {} : { proxyId: database.proxy.id };
}

function linkIds({ link }: Path): Through {
  if (link === undefined) return {};
  if (link.kind === "peering") return { peeringConnectionId: link.peering.id };
  if (link.kind === "vpn-gateway") return { vpnGatewayId: link.gateway.id };
  if (link.kind === "internet-gateway") return { internetGatewayId: link.gateway.id };
  return isUnknown(link.transitGatewayId) ? {} : { transitGatewayId: link.transitGatewayId };
}

function entryIds(entry: Entry): Through {
  if (entry.way !== "vpc-association") return { endpointId: entry.endpoint.id };
  return entry.association === undefined ? {} : { vpcAssociationId: entry.association.id };
}
