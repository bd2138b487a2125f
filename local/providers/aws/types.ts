import type { ResourceType } from "../resource-type";
import { principalAssociation } from "./ram/principal-association";
import { resourceAssociation } from "./ram/resource-association";
import { resourceShare } from "./ram/resource-share";
import { resourceShareAccepter } from "./ram/resource-share-accepter";
import { sharingWithOrganization } from "./ram/sharing-with-organization";
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
  principalAssociation,
  resourceAssociation,
  resourceConfiguration,
  resourceGateway,
  resourceShare,
  resourceShareAccepter,
  serviceNetwork,
  serviceNetworkResourceAssociation,
  serviceNetworkVpcAssociation,
  sharingWithOrganization,
];

/** Every `@pulumi/aws` resource type the local cloud models, by token. Anything else is refused by name. */
export const awsTypes: Readonly<Record<string, ResourceType>> = Object.fromEntries(
  types.map((type) => [type.token, type]),
);
