import type { Client } from "../../reachability/client";
import type { Via } from "../../reachability/routes";
import type { Entity, Reads } from "../cloud/store";
import { vpcEndpointKind, vpcKind, type VpcEndpoint } from "../services/ec2/entities";
import { dbInstanceKind, type DbInstance } from "../services/rds/entities";
import {
  resourceAssociationKind,
  resourceConfigurationKind,
  resourceGatewayKind,
  vpcAssociationKind,
  type ServiceNetworkResourceAssociation,
  type ServiceNetworkVpcAssociation,
} from "../services/vpc-lattice/entities";
import { idOfArn } from "./topology-from-store";

/** What a name means to a client: the database behind it and the way it stands for. */
export interface ResolvedName {
  readonly instance: Entity<DbInstance>;
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
  const [association] = reads.list(resourceAssociationKind, ({ data }) => data.dnsEntry.domainName === name);
  return association === undefined ? undefined : throughAssociation(reads, association);
}

function throughAssociation(reads: Reads, association: Association): ResolvedName | undefined {
  const instance = databaseOf(reads, association.data.resourceConfigurationId);
  return instance && { instance, via: { resourceAssociationId: association.id } };
}

function endpointName(reads: Reads, name: string): ResolvedName | undefined {
  const [endpoint] = reads.list(vpcEndpointKind, ({ data }) => data.dnsEntries.some((entry) => entry.dnsName === name));
  if (endpoint === undefined) return undefined;
  // A service network endpoint has a name for each resource configuration, with its id in it.
  const configurationId =
    /\brcfg-[0-9a-z]{17}\b/.exec(name)?.[0] ?? idOfArn(endpoint.data.resourceConfigurationArn ?? "");
  const instance = databaseOf(reads, configurationId);
  return instance && { instance, via: { endpointId: endpoint.id } };
}

/** The zones that a service network brings into the VPCs of its clients. */
function privateName(reads: Reads, client: Client, name: string): ResolvedName | undefined {
  const vpc = reads.get(vpcKind, client.vpcId ?? "");
  if (vpc === undefined || !vpc.data.enableDnsSupport || !vpc.data.enableDnsHostnames) return undefined;
  const named = reads
    .list(resourceAssociationKind, ({ data }) => data.privateDnsEntry?.domainName === name)
    .filter(({ data }) => gatewayVpc(reads, data.resourceConfigurationId) !== vpc.id);
  for (const association of named) {
    const { serviceNetworkId, resourceConfigurationId } = association.data;
    const [attached] = reads.list(
      vpcAssociationKind,
      ({ data }) => data.vpcId === vpc.id && data.serviceNetworkId === serviceNetworkId,
    );
    if (attached !== undefined && takesZone(reads, attached.data, association, name))
      return throughAssociation(reads, association);
    const [endpoint] = reads.list(
      vpcEndpointKind,
      ({ data }) => data.vpcId === vpc.id && idOfArn(data.serviceNetworkArn ?? "") === serviceNetworkId,
    );
    if (endpoint?.data.privateDnsEnabled === true) return throughEndpoint(reads, endpoint, resourceConfigurationId);
  }
  return undefined;
}

function throughEndpoint(
  reads: Reads,
  endpoint: Entity<VpcEndpoint>,
  configurationId: string,
): ResolvedName | undefined {
  const instance = databaseOf(reads, configurationId);
  return instance && { instance, via: { endpointId: endpoint.id } };
}

/** Zones of databases (type ARN) come whatever the consumer prefers; other domains only where it asked for them. */
function takesZone(
  reads: Reads,
  { privateDnsEnabled, dnsOptions }: ServiceNetworkVpcAssociation,
  { data }: Association,
  name: string,
): boolean {
  if (reads.get(resourceConfigurationKind, data.resourceConfigurationId)?.data.type === "ARN") return true;
  if (!privateDnsEnabled || dnsOptions === undefined) return false;
  // Domain verification is not modelled: no custom domain counts as verified.
  if (dnsOptions.privateDnsPreference === "ALL_DOMAINS") return true;
  return dnsOptions.privateDnsSpecifiedDomains.some(
    (domain) => domain === name || (domain.startsWith("*.") && name.endsWith(domain.slice(1))),
  );
}

function databaseName(reads: Reads, client: Client, name: string): ResolvedName | undefined {
  const [instance] = reads.list(dbInstanceKind, ({ data }) => data.endpoint.address === name);
  if (instance === undefined) return undefined;
  return { instance, via: instance.data.vpcId === client.vpcId ? "direct" : undefined };
}

/** AWS would say NXDOMAIN; the name itself tells which configuration it led to, and so which hop is missing. */
function goneName(reads: Reads, name: string): ResolvedName | undefined {
  const [, goneAssociation, configurationId] = /^(snra-[0-9a-z]{17})\.(rcfg-[0-9a-z]{17})\./.exec(name) ?? [];
  if (goneAssociation === undefined || configurationId === undefined) return undefined;
  const instance = databaseOf(reads, configurationId);
  return instance && { instance, via: undefined, goneAssociation };
}

function databaseOf(reads: Reads, configurationId: string): Entity<DbInstance> | undefined {
  const definition = reads.get(resourceConfigurationKind, configurationId)?.data.resourceConfigurationDefinition;
  if (definition === undefined) return undefined;
  if ("arnResource" in definition)
    return reads.list(dbInstanceKind, ({ arn }) => arn === definition.arnResource.arn)[0];
  if (!("dnsResource" in definition)) return undefined;
  return reads.list(dbInstanceKind, ({ data }) => data.endpoint.address === definition.dnsResource.domainName)[0];
}

function gatewayVpc(reads: Reads, configurationId: string): string | undefined {
  const gatewayId = reads.get(resourceConfigurationKind, configurationId)?.data.resourceGatewayId;
  return reads.get(resourceGatewayKind, gatewayId ?? "")?.data.vpcIdentifier;
}
