import { getEndpointAssociations } from "@pulumi/aws/vpc/getEndpointAssociations";
import * as pulumi from "@pulumi/pulumi";

import type { SharedDatabase, SharedDatabases } from "./shared-database";

/** What an endpoint leads to, as AWS lists it: of a configuration by ARN the child that AWS manages. */
interface EndpointAssociation {
  readonly associatedResourceArn: string;
  readonly resourceConfigurationGroupArn: string;
  readonly dnsEntries: readonly { readonly dnsName: string }[];
  readonly privateDnsEntries: readonly { readonly dnsName: string }[];
}

/**
 * What AWS lists of an endpoint once it is there; nothing where it does not answer, so that an endpoint that somebody
 * has deleted can be made again.
 * @param made What the endpoint leads to must be there before it has names.
 */
export function endpointAssociations(
  endpointId: pulumi.Output<string>,
  made: readonly pulumi.Output<unknown>[],
  parent: pulumi.Resource,
): pulumi.Output<readonly EndpointAssociation[]> {
  return pulumi.all([endpointId, ...made]).apply(async ([vpcEndpointId]) => {
    try {
      return (await getEndpointAssociations({ vpcEndpointId: String(vpcEndpointId) }, { parent })).associations;
    } catch (error) {
      void pulumi.log.debug(`no names of ${String(vpcEndpointId)}: ${String(error)}`, parent);
      return [];
    }
  });
}

/**
 * The endpoint's own name for a database. Undefined where it cannot be told for sure: an endpoint of a cluster has two
 * names, and the list does not always say of which of the cluster's own.
 */
export function endpointNameOf(
  associations: readonly EndpointAssociation[],
  { address, resourceConfigurationArn: arn }: SharedDatabase,
  databases: SharedDatabases,
): string | undefined {
  const named = associations.filter(({ privateDnsEntries }) =>
    privateDnsEntries.some(({ dnsName }) => dnsName === address),
  );
  const led = associations.filter(
    ({ associatedResourceArn, resourceConfigurationGroupArn }) =>
      associatedResourceArn === arn || resourceConfigurationGroupArn === arn,
  );
  const isOnly = Object.values(databases).filter((one) => one.resourceConfigurationArn === arn).length === 1;
  const [found, ...others] = named.length > 0 || !isOnly ? named : led;
  return others.length > 0 ? undefined : found?.dnsEntries[0]?.dnsName;
}
