import type { Client } from "../../reachability/client";
import type { Via } from "../../reachability/ways";
import type { Entity, Reads } from "../state/store";
import { vpcEndpointKind, vpcKind, type VpcEndpoint } from "../services/ec2/entities";
import { endpointNames } from "../services/ec2/vpc-endpoint-names";
import { endpointAt, endpointsOfArn, type RdsEndpoint } from "../services/rds/endpoints";
import {
  resourceAssociationKind,
  resourceConfigurationKind,
  resourceGatewayKind,
  vpcAssociationKind,
  type PrivateDnsPreference,
  type ServiceNetworkResourceAssociation,
} from "../services/vpc-lattice/entities";
import { childrenOf, domainNameOf } from "../services/vpc-lattice/managed-children";
import { idOfArn } from "./topology-from-store";

/** What a name means to a client: what listens behind it and the way it stands for. */
export interface ResolvedName {
  readonly endpoint: RdsEndpoint;
  /** Undefined: an address in the database's VPC that the client has no route to. */
  readonly via: Via | undefined;
  /** The association that gave out the name and does not exist any more: its DNS record went with it. */
  readonly goneAssociation?: string;
}

type Association = Entity<ServiceNetworkResourceAssociation>;

/**
 * Answers as the DNS of the client's VPC would. Lattice's names and the database's own are public, with private
 * addresses; where a private zone for the database's own name is in the client's VPC, that name leads into Lattice.
 */
export function resolveName(reads: Reads, client: Client, host: string): ResolvedName | undefined {
  const name = host.toLowerCase().replace(/\.$/, "");
  return (
    latticeName(reads, name) ??
    endpointName(reads, name) ??
    privateName(reads, client, name) ??
    databaseName(reads, client, name) ??
    goneName(reads, name)
  );
}

function latticeName(reads: Reads, name: string): ResolvedName | undefined {
  const [association] = reads.list(resourceAssociationKind, ({ data }) => data.dnsEntry?.domainName === name);
  return association === undefined ? undefined : throughAssociation(reads, association);
}

function throughAssociation(reads: Reads, association: Association): ResolvedName | undefined {
  const endpoint = endpointOf(reads, association.data.resourceConfigurationId);
  // The way of a managed child is that of the association somebody made.
  return endpoint && { endpoint, via: { resourceAssociationId: association.data.managedFor ?? association.id } };
}

function endpointName(reads: Reads, name: string): ResolvedName | undefined {
  for (const endpoint of reads.list(vpcEndpointKind)) {
    const named = endpointNames(reads, endpoint).find(({ dnsName }) => dnsName === name);
    if (named !== undefined) return throughEndpoint(reads, endpoint, named.resourceConfigurationId);
  }
  return undefined;
}

function throughEndpoint(
  reads: Reads,
  endpoint: Entity<VpcEndpoint>,
  configurationId: string,
): ResolvedName | undefined {
  const leadsTo = endpointOf(reads, configurationId);
  return leadsTo && { endpoint: leadsTo, via: { endpointId: endpoint.id } };
}

/** The private zones in the client's VPC: associations and endpoints bring them. */
function privateName(reads: Reads, client: Client, name: string): ResolvedName | undefined {
  const vpc = reads.get(vpcKind, client.vpcId ?? "");
  if (vpc === undefined || !vpc.data.enableDnsSupport || !vpc.data.enableDnsHostnames) return undefined;
  for (const { data } of reads.list(vpcAssociationKind, (it) => it.data.vpcId === vpc.id)) {
    const association = namedInNetwork(reads, vpc.id, data.serviceNetworkId, name, data);
    if (association !== undefined) return throughAssociation(reads, association);
  }
  for (const endpoint of reads.list(vpcEndpointKind, (it) => it.data.vpcId === vpc.id)) {
    const configurationId = namedByEndpoint(reads, endpoint.data, name);
    if (configurationId !== undefined) return throughEndpoint(reads, endpoint, configurationId);
  }
  return undefined;
}

/** What a consumer asked for on its association or endpoint. */
interface ZoneWishes {
  readonly privateDnsEnabled: boolean;
  readonly dnsOptions?: {
    readonly privateDnsPreference?: PrivateDnsPreference;
    readonly privateDnsSpecifiedDomains?: readonly string[];
  };
}

function namedInNetwork(
  reads: Reads,
  vpcId: string,
  networkId: string,
  name: string,
  wishes: ZoneWishes,
): Association | undefined {
  return reads
    .list(resourceAssociationKind, ({ data }) => data.serviceNetworkId === networkId)
    .filter(({ data }) => data.privateDnsEntry?.domainName === name)
    .find(({ data }) => takesZone(reads, vpcId, data.resourceConfigurationId, name, wishes));
}

function namedByEndpoint(reads: Reads, endpoint: VpcEndpoint, name: string): string | undefined {
  const { vpcId, serviceNetworkArn, resourceConfigurationArn } = endpoint;
  if (serviceNetworkArn !== undefined) {
    return namedInNetwork(reads, vpcId, idOfArn(serviceNetworkArn), name, endpoint)?.data.resourceConfigurationId;
  }
  const configuration = reads.get(resourceConfigurationKind, idOfArn(resourceConfigurationArn ?? ""));
  if (configuration === undefined) return undefined;
  const children = childrenOf(reads, configuration.id);
  const named = children.find((child) => domainNameOf(child) === name);
  const { type, customDomainName } = configuration.data;
  if (type === "ARN" ? named === undefined : customDomainName !== name) return undefined;
  return takesZone(reads, vpcId, configuration.id, name, endpoint) ? (named ?? configuration).id : undefined;
}

/**
 * Zones of databases (type ARN) come whatever the consumer prefers, but not into the gateway's own VPC; other domains
 * only where the consumer asked for them.
 */
function takesZone(reads: Reads, vpcId: string, configurationId: string, name: string, wishes: ZoneWishes): boolean {
  const configuration = reads.get(resourceConfigurationKind, configurationId);
  const gateway = reads.get(resourceGatewayKind, configuration?.data.resourceGatewayId ?? "");
  if (gateway?.data.vpcIdentifier === vpcId) return false;
  if (configuration?.data.type === "ARN" || configuration?.data.amazonManaged === true) return true;
  // Domain verification is not modelled: no custom domain counts as verified.
  if (!wishes.privateDnsEnabled) return false;
  const { privateDnsPreference, privateDnsSpecifiedDomains = [] } = wishes.dnsOptions ?? {};
  if (privateDnsPreference === "ALL_DOMAINS") return true;
  return privateDnsSpecifiedDomains.some(
    (domain) => domain === name || (domain.startsWith("*.") && name.endsWith(domain.slice(1))),
  );
}

function databaseName(reads: Reads, client: Client, name: string): ResolvedName | undefined {
  const endpoint = endpointAt(reads, name);
  if (endpoint === undefined) return undefined;
  return { endpoint, via: endpoint.instance.data.vpcId === client.vpcId ? "direct" : undefined };
}

/** AWS would say NXDOMAIN; the name itself tells which configuration it led to, and so which hop is missing. */
function goneName(reads: Reads, name: string): ResolvedName | undefined {
  const [, goneAssociation, configurationId] = /^(snra-[0-9a-z]{17})\.(rcfg-[0-9a-z]{17})\./.exec(name) ?? [];
  if (goneAssociation === undefined || configurationId === undefined) return undefined;
  const endpoint = endpointOf(reads, configurationId);
  return endpoint && { endpoint, via: undefined, goneAssociation };
}

function endpointOf(reads: Reads, configurationId: string): RdsEndpoint | undefined {
  const definition = reads.get(resourceConfigurationKind, configurationId)?.data.resourceConfigurationDefinition;
  if (definition === undefined) return undefined;
  if ("arnResource" in definition) return endpointsOfArn(reads, definition.arnResource.arn)[0];
  return "dnsResource" in definition ? endpointAt(reads, definition.dnsResource.domainName) : undefined;
}
