import type { Entity, Reads } from "../../state/store";
import { latticeDomain, latticeHostedZone } from "../vpc-lattice/dns-names";
import { resourceAssociationKind, type ServiceNetworkResourceAssociation } from "../vpc-lattice/entities";
import { idOf } from "../vpc-lattice/find";
import { childrenOf } from "../vpc-lattice/managed-children";
import type { VpcEndpoint } from "./entities";

/** One of an endpoint's names, and the resource configuration it leads to. */
export interface EndpointName {
  readonly dnsName: string;
  readonly hostedZoneId: string;
  /** `rcfg-…`; of type ARN the child. */
  readonly resourceConfigurationId: string;
  /** Of a service network endpoint: the association the name stands for. */
  readonly resourceAssociationId?: string;
}

/**
 * An endpoint's public names, as they are now: one for a resource endpoint (for a cluster two), and one for each
 * resource in the network of a service network endpoint. DescribeVpcEndpoints has none of them, DescribeVpcEndpointAssociations has.
 */
export function endpointNames(reads: Reads, { id, region, data }: Entity<VpcEndpoint>): readonly EndpointName[] {
  const hostedZoneId = latticeHostedZone(region);
  const { resourceConfigurationArn, serviceNetworkArn } = data;
  if (resourceConfigurationArn !== undefined) {
    const configurationId = idOf(resourceConfigurationArn);
    const children = childrenOf(reads, configurationId).map((child) => child.id);
    return (children.length > 0 ? children : [configurationId]).map((resourceConfigurationId) => {
      const dnsName = `${id}.${resourceConfigurationId}.${latticeDomain(region)}`;
      return { dnsName, hostedZoneId, resourceConfigurationId };
    });
  }
  return namedAssociations(reads, idOf(serviceNetworkArn ?? "")).map((association) => {
    const { resourceConfigurationId } = association.data;
    const dnsName = `${id}-${association.id}.${resourceConfigurationId}.${latticeDomain(region)}`;
    return { dnsName, hostedZoneId, resourceConfigurationId, resourceAssociationId: association.id };
  });
}

/** The associations of a network that stand for one resource each: not those whose child has the name. */
export function namedAssociations(
  reads: Reads,
  networkId: string,
): readonly Entity<ServiceNetworkResourceAssociation>[] {
  return reads.list(
    resourceAssociationKind,
    ({ data }) => data.serviceNetworkId === networkId && data.dnsEntry !== undefined,
  );
}
