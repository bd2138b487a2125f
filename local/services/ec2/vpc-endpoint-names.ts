import type { Entity, Reads } from "../../cloud/store";
import { latticeDomain, latticeHostedZone } from "../vpc-lattice/dns-names";
import { resourceAssociationKind } from "../vpc-lattice/entities";
import { idOf } from "../vpc-lattice/find";
import type { VpcEndpoint } from "./entities";

/** One of an endpoint's names, and the resource configuration it leads to. */
export interface EndpointName {
  readonly dnsName: string;
  readonly hostedZoneId: string;
  /** `rcfg-…`. */
  readonly resourceConfigurationId: string;
  /** Of a service network endpoint: the association the name stands for. */
  readonly resourceAssociationId?: string;
}

/** The name of a resource endpoint, which it keeps. */
export function resourceEndpointName(endpointId: string, configurationArn: string, region: string) {
  const dnsName = `${endpointId}.${idOf(configurationArn)}.${latticeDomain(region)}`;
  return { dnsName, hostedZoneId: latticeHostedZone(region) };
}

/**
 * An endpoint's public names, as they are now: its own for a resource endpoint, and one for each resource configuration
 * in the network of a service network endpoint.
 */
export function endpointNames(reads: Reads, { id, region, data }: Entity<VpcEndpoint>): readonly EndpointName[] {
  const hostedZoneId = latticeHostedZone(region);
  const own = data.dnsEntries.map((entry) => ({
    ...entry,
    resourceConfigurationId: idOf(data.resourceConfigurationArn ?? ""),
  }));
  const { serviceNetworkArn } = data;
  if (serviceNetworkArn === undefined) return own;
  const ofNetwork = reads
    .list(resourceAssociationKind, (it) => it.data.serviceNetworkId === idOf(serviceNetworkArn))
    .map((association) => {
      const { resourceConfigurationId } = association.data;
      const dnsName = `${id}-${association.id}.${resourceConfigurationId}.${latticeDomain(region)}`;
      return { dnsName, hostedZoneId, resourceConfigurationId, resourceAssociationId: association.id };
    });
  return [...own, ...ofNetwork];
}
