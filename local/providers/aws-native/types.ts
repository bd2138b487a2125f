import type { ResourceType } from "../resource-type";
import { resourceShare } from "./ram/resource-share";
import { accessLogSubscription } from "./vpclattice/access-log-subscription";
import { authPolicy } from "./vpclattice/auth-policy";
import { resourceConfiguration } from "./vpclattice/resource-configuration";
import { resourceGateway } from "./vpclattice/resource-gateway";
import { serviceNetwork } from "./vpclattice/service-network";
import { serviceNetworkResourceAssociation } from "./vpclattice/service-network-resource-association";
import { serviceNetworkVpcAssociation } from "./vpclattice/service-network-vpc-association";

const types: readonly ResourceType[] = [
  accessLogSubscription,
  authPolicy,
  resourceConfiguration,
  resourceGateway,
  resourceShare,
  serviceNetwork,
  serviceNetworkResourceAssociation,
  serviceNetworkVpcAssociation,
];

/** The CloudFormation types that a service of the local cloud models, by token; most others are generic. */
export const awsNativeTypes: Readonly<Record<string, ResourceType>> = Object.fromEntries(
  types.map((type) => [type.token, type]),
);
