import type { Topology } from "../../reachability/topology";
import type { Entity, Reads } from "../state/store";
import { subnetKind, vpcEndpointKind, vpcKind, type VpcEndpoint } from "../services/ec2/entities";
import { sharePrincipalKind } from "../services/ram/entities";
import { isCovered, parsePrincipal } from "../services/ram/organization";
import { dbInstanceKind } from "../services/rds/entities";
import { dbClusterKind } from "../services/rds/clusters/entities";
import type { CloudSettings } from "../services/services";
import {
  resourceAssociationKind,
  resourceConfigurationKind,
  resourceGatewayKind,
  serviceNetworkKind,
  vpcAssociationKind,
  type ResourceConfiguration,
} from "../services/vpc-lattice/entities";
import { databases, proxies } from "./databases-from-store";
import { dnsNameOf, namesOfEndpoint, privateDns } from "./names-from-store";
import { networkAcls } from "./network-acls-from-store";
import { routeTables } from "./route-tables-from-store";
import { securityGroups } from "./security-groups-from-store";
import { shares } from "./shares-from-store";

/** Everything in the local cloud that a path to a database depends on, as it is now. Nothing in it is unknown. */
export function topologyFromStore(reads: Reads, settings: CloudSettings, now: Date): Topology {
  return {
    accounts: accounts(reads, settings),
    vpcs: reads.list(vpcKind).map(({ id, account, region, data }) => ({
      id,
      account,
      region,
      cidr: data.cidrBlock,
      ...(data.ipv6CidrBlock !== undefined && { ipv6Cidr: data.ipv6CidrBlock }),
      dns: data.enableDnsSupport && data.enableDnsHostnames,
    })),
    subnets: reads.list(subnetKind).map(({ id, account, data }) => ({
      id,
      account,
      vpcId: data.vpcId,
      cidr: data.cidrBlock,
      ...(data.ipv6CidrBlock !== undefined && { ipv6Cidr: data.ipv6CidrBlock }),
      zoneId: data.availabilityZoneId,
    })),
    securityGroups: securityGroups(reads),
    networkAcls: networkAcls(reads),
    routeTables: routeTables(reads),
    // The local cloud has neither peering connections nor transit gateways.
    peerings: [],
    transitGateways: [],
    transitGatewayAttachments: [],
    transitGatewayRouteTables: [],
    // The local cloud has no prefix lists.
    prefixLists: [],
    databases: databases(reads),
    proxies: proxies(reads),
    gateways: reads.list(resourceGatewayKind).map(({ id, account, data }) => ({
      id,
      account,
      vpcId: data.vpcIdentifier,
      subnetIds: data.subnetIds,
      securityGroupIds: data.securityGroupIds,
      dnsResolution: data.resourceConfigDnsResolution,
      ipAddressType: data.ipAddressType,
      active: true,
    })),
    // What AWS keeps beside a configuration of type ARN is part of it, and stands for nothing of its own.
    configurations: reads
      .list(resourceConfigurationKind, ({ data }) => data.amazonManaged !== true)
      .map(configurationNode),
    networks: reads.list(serviceNetworkKind).map(({ id, arn, account, region, data }) => {
      return { id, arn, account, region, shareable: data.sharingConfig?.enabled ?? false };
    }),
    resourceAssociations: reads
      .list(resourceAssociationKind, ({ data }) => data.managedFor === undefined)
      .map(({ id, data }) => ({
        id,
        networkId: data.serviceNetworkId,
        configurationId: data.resourceConfigurationId,
        privateDnsEnabled: data.privateDnsEnabled,
        ...dnsNameOf(reads, id, data),
        ...existing,
      })),
    vpcAssociations: reads.list(vpcAssociationKind).map(({ id, account, data }) => ({
      id,
      account,
      networkId: data.serviceNetworkId,
      vpcId: data.vpcId,
      securityGroupIds: data.securityGroupIds,
      privateDns: privateDns(data),
      ...existing,
    })),
    endpoints: reads.list(vpcEndpointKind).flatMap((endpoint) => endpointNode(reads, endpoint)),
    shares: shares(reads, now),
    complete: "all",
  };
}

/** The local cloud keeps associations when their share goes, as AWS does. */
const existing = { active: true, established: true } as const;

/** `rcfg-…` from `arn:…:resourceconfiguration/rcfg-…`. */
export function idOfArn(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

function configurationNode({
  id,
  arn,
  account,
  region,
  data,
}: Entity<ResourceConfiguration>): Topology["configurations"][number] {
  const target = targetOf(data);
  return {
    id,
    arn,
    account,
    region,
    type: data.type,
    ...(data.resourceConfigurationGroupId === undefined ? {} : { groupId: data.resourceConfigurationGroupId }),
    ...(target === undefined ? {} : { target }),
    portRanges: data.portRanges,
    gatewayId: data.resourceGatewayId,
    allowAssociationToShareableServiceNetwork: data.allowAssociationToShareableServiceNetwork,
    ...(data.customDomainName === undefined ? {} : { customDomainName: data.customDomainName }),
    active: true,
  };
}

function targetOf({
  resourceConfigurationDefinition: definition,
}: ResourceConfiguration): Topology["configurations"][number]["target"] {
  if (definition === undefined) return undefined;
  if ("arnResource" in definition) return { databaseArn: definition.arnResource.arn };
  if ("dnsResource" in definition) return { domainName: definition.dnsResource.domainName };
  return { ipAddress: definition.ipResource.ipAddress };
}

function endpointNode(reads: Reads, endpoint: Entity<VpcEndpoint>): Topology["endpoints"] {
  const { id, account, data } = endpoint;
  const { resourceConfigurationArn, serviceNetworkArn, vpcId, subnetIds, securityGroupIds } = data;
  const dns = { privateDns: privateDns(data), dnsNames: namesOfEndpoint(reads, endpoint) };
  const node = { id, account, vpcId, subnetIds, securityGroupIds, ...dns, ...existing };
  if (resourceConfigurationArn !== undefined)
    return [{ ...node, target: { configurationId: idOfArn(resourceConfigurationArn) } }];
  return serviceNetworkArn === undefined ? [] : [{ ...node, target: { networkId: idOfArn(serviceNetworkArn) } }];
}

/** For each account, the principals of the shares there are that stand for it. */
function accounts(reads: Reads, settings: CloudSettings): Topology["accounts"] {
  const principals = new Set(reads.list(sharePrincipalKind).map(({ data }) => data.associatedEntity));
  const databaseOwners = [reads.list(dbInstanceKind), reads.list(dbClusterKind)];
  const owners = [reads.list(vpcKind), ...databaseOwners, reads.list(serviceNetworkKind)].flat();
  const ids = new Set(owners.map(({ account }) => account));
  return [...ids].map((id) => ({
    id,
    memberOf: [...principals].filter((it) => it.startsWith("arn:") && isCovered(parsePrincipal(it), id, settings)),
  }));
}
