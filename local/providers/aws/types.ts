import type { ResourceType } from "../resource-type";
import { defaultSecurityGroup } from "./ec2/default-security-group";
import { flowLog } from "./ec2/flow-log";
import { internetGateway } from "./ec2/internet-gateway";
import { route } from "./ec2/route";
import { routeTable } from "./ec2/route-table";
import { routeTableAssociation } from "./ec2/route-table-association";
import { securityGroup } from "./ec2/security-group";
import { securityGroupRule } from "./ec2/security-group-rule";
import { subnet } from "./ec2/subnet";
import { vpc } from "./ec2/vpc";
import { securityGroupEgressRule, securityGroupIngressRule } from "./vpc/security-group-rule";
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
  defaultSecurityGroup,
  flowLog,
  internetGateway,
  route,
  routeTable,
  routeTableAssociation,
  securityGroup,
  securityGroupEgressRule,
  securityGroupIngressRule,
  securityGroupRule,
  subnet,
  vpc,
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
