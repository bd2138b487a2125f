import type { PrivateDns } from "../../reachability/private-dns";
import type { Endpoint } from "../../reachability/topology";
import type { VpcEndpoint } from "../services/ec2/entities";
import { endpointNames } from "../services/ec2/vpc-endpoint-names";
import {
  resourceConfigurationKind,
  type PrivateDnsPreference,
  type ServiceNetworkResourceAssociation,
} from "../services/vpc-lattice/entities";
import { managedAssociations } from "../services/vpc-lattice/managed-children";
import type { Entity, Reads } from "../state/store";

/** What the local cloud's associations and endpoints say of names, in the topology's words. */

/** Of a configuration of type ARN the name is on the association AWS keeps beside; of a cluster, the writer's. */
export function dnsNameOf(
  reads: Reads,
  id: string,
  { dnsEntry }: ServiceNetworkResourceAssociation,
): { readonly dnsName?: string } {
  const entry = dnsEntry ?? managedAssociations(reads, id)[0]?.data.dnsEntry;
  return entry === undefined ? {} : { dnsName: entry.domainName };
}

export function namesOfEndpoint(reads: Reads, endpoint: Entity<VpcEndpoint>): NonNullable<Endpoint["dnsNames"]> {
  return endpointNames(reads, endpoint).map(({ dnsName, resourceConfigurationId }) => {
    const data = reads.get(resourceConfigurationKind, resourceConfigurationId)?.data;
    const parent = data?.amazonManaged === true ? data.resourceConfigurationGroupId : undefined;
    return { name: dnsName, configurationId: parent ?? resourceConfigurationId };
  });
}

interface DnsWishes {
  readonly privateDnsEnabled: boolean;
  readonly dnsOptions?: {
    readonly privateDnsPreference?: PrivateDnsPreference;
    readonly privateDnsSpecifiedDomains?: readonly string[];
  };
}

export function privateDns({ privateDnsEnabled: enabled, dnsOptions = {} }: DnsWishes): PrivateDns {
  const { privateDnsPreference: preference, privateDnsSpecifiedDomains: domains } = dnsOptions;
  return {
    enabled,
    ...(preference === undefined ? {} : { preference }),
    ...(domains === undefined ? {} : { domains }),
  };
}
