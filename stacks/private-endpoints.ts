import type * as pulumi from "@pulumi/pulumi";

import { AwsEndpoints, endpointsOf, type AwsEndpointSettings } from "../components/network/aws-endpoints";
import type { Place } from "../components/account/place";
import type { Network } from "../components/network/network";

interface Wanted {
  readonly aws: { readonly place: Place };
  readonly vpcCidr: string;
  readonly awsEndpoints?: AwsEndpointSettings | undefined;
}

/**
 * The ways to AWS's APIs out of a network, in the subnets of a role.
 * @returns The security group of those that have addresses, where there are any.
 */
export function privateEndpoints(
  network: Network,
  role: string,
  { aws, vpcCidr, awsEndpoints: services = {} }: Wanted,
): pulumi.Output<string> | undefined {
  if (endpointsOf(services).length === 0) return undefined;
  const { securityGroupId } = new AwsEndpoints("aws-endpoints", {
    place: aws.place,
    vpcId: network.vpcId,
    vpcCidr,
    subnetIds: Object.values(network.subnetsOf(role)).map(({ id }) => id),
    routeTableIds: Object.values(network.routeTableIds),
    services,
  });
  return securityGroupId;
}
