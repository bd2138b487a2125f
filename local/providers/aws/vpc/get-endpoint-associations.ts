import { findVpcEndpoint } from "../../../services/ec2/vpc-endpoint";
import { endpointNames, type EndpointName } from "../../../services/ec2/vpc-endpoint-names";
import {
  resourceAssociationKind,
  resourceConfigurationKind,
  serviceNetworkKind,
} from "../../../services/vpc-lattice/entities";
import { text } from "../../fields";
import { providerFunction } from "../../functions";
import type { Call, Properties } from "../../resource-type";

/** The names by which an endpoint's resources are reached; the endpoint itself tells none of them. */
export const getEndpointAssociations = providerFunction({
  token: "aws:vpc/getEndpointAssociations:getEndpointAssociations",
  fields: { vpcEndpointId: text({ required: true }), region: text() },
  invoke: (call, { vpcEndpointId, region = call.region }) => {
    const endpoint = findVpcEndpoint(call.services.store, { ...call, region }, vpcEndpointId);
    const names = endpointNames(call.services.store, endpoint);
    const { serviceNetworkArn = "" } = endpoint.data;
    const associations = names.map((name) => associationOf(call, vpcEndpointId, serviceNetworkArn, name));
    return { id: vpcEndpointId, vpcEndpointId, region, associations };
  },
});

function associationOf(
  { services: { store } }: Call,
  vpcEndpointId: string,
  serviceNetworkArn: string,
  { dnsName, hostedZoneId, resourceConfigurationId, resourceAssociationId }: EndpointName,
): Properties {
  const network = store.byArn(serviceNetworkArn);
  const association = store.get(resourceAssociationKind, resourceAssociationId ?? "");
  const { domainName, ...zone } = association?.data.privateDnsEntry ?? {};
  const configuration = store.get(resourceConfigurationKind, resourceConfigurationId);
  const group = store.get(resourceConfigurationKind, configuration?.data.resourceConfigurationGroupId ?? "");
  return {
    id: resourceAssociationId ?? vpcEndpointId,
    associatedResourceAccessibility: "Accessible",
    associatedResourceArn: configuration?.arn ?? "",
    dnsEntries: [{ dnsName, hostedZoneId }],
    privateDnsEntries: domainName === undefined ? [] : [{ dnsName: domainName, ...zone }],
    resourceConfigurationGroupArn: group?.arn ?? "",
    serviceNetworkArn,
    serviceNetworkName: store.get(serviceNetworkKind, network?.id ?? "")?.data.name ?? "",
    tags: {},
  };
}
