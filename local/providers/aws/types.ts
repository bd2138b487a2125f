import type { ResourceType } from "../resource-type";
import { defaultSecurityGroup } from "./ec2/default-security-group";
import { flowLog } from "./ec2/flow-log";
import { internetGateway } from "./ec2/internet-gateway";
import { networkAcl } from "./ec2/network-acl";
import { route } from "./ec2/route";
import { routeTable } from "./ec2/route-table";
import { routeTableAssociation } from "./ec2/route-table-association";
import { securityGroup } from "./ec2/security-group";
import { securityGroupRule } from "./ec2/security-group-rule";
import { subnet } from "./ec2/subnet";
import { vpc } from "./ec2/vpc";
import { vpcEndpoint } from "./ec2/vpc-endpoint";
import { securityGroupEgressRule, securityGroupIngressRule } from "./vpc/security-group-rule";
import { plan } from "./backup/plan";
import { selection } from "./backup/selection";
import { vault } from "./backup/vault";
import { vaultLockConfiguration } from "./backup/vault-lock-configuration";
import { logGroup } from "./cloudwatch/log-group";
import { policy } from "./iam/policy";
import { role } from "./iam/role";
import { rolePolicy } from "./iam/role-policy";
import { rolePolicyAttachment } from "./iam/role-policy-attachment";
import { alias } from "./kms/alias";
import { key } from "./kms/key";
import { keyPolicy } from "./kms/key-policy";
import { principalAssociation } from "./ram/principal-association";
import { resourceAssociation } from "./ram/resource-association";
import { resourceShare } from "./ram/resource-share";
import { resourceShareAccepter } from "./ram/resource-share-accepter";
import { sharingWithOrganization } from "./ram/sharing-with-organization";
import { cluster } from "./rds/cluster";
import { clusterInstance } from "./rds/cluster-instance";
import { clusterParameterGroup } from "./rds/cluster-parameter-group";
import { instance } from "./rds/instance";
import { parameterGroup } from "./rds/parameter-group";
import { proxy } from "./rds/proxy";
import { proxyDefaultTargetGroup } from "./rds/proxy-default-target-group";
import { proxyEndpoint } from "./rds/proxy-endpoint";
import { proxyTarget } from "./rds/proxy-target";
import { snapshotCopy } from "./rds/snapshot-copy";
import { subnetGroup } from "./rds/subnet-group";
import { secret } from "./secretsmanager/secret";
import { secretPolicy } from "./secretsmanager/secret-policy";
import { secretVersion } from "./secretsmanager/secret-version";
import { accessLogSubscription } from "./vpclattice/access-log-subscription";
import { authPolicy } from "./vpclattice/auth-policy";
import { resourceConfiguration } from "./vpclattice/resource-configuration";
import { resourceGateway } from "./vpclattice/resource-gateway";
import { serviceNetwork } from "./vpclattice/service-network";
import { serviceNetworkResourceAssociation } from "./vpclattice/service-network-resource-association";
import { serviceNetworkVpcAssociation } from "./vpclattice/service-network-vpc-association";

const types: readonly ResourceType[] = [
  accessLogSubscription,
  alias,
  authPolicy,
  cluster,
  clusterInstance,
  clusterParameterGroup,
  defaultSecurityGroup,
  flowLog,
  instance,
  internetGateway,
  key,
  keyPolicy,
  logGroup,
  networkAcl,
  parameterGroup,
  plan,
  policy,
  principalAssociation,
  proxy,
  proxyDefaultTargetGroup,
  proxyEndpoint,
  proxyTarget,
  resourceAssociation,
  resourceConfiguration,
  resourceGateway,
  resourceShare,
  resourceShareAccepter,
  role,
  rolePolicy,
  rolePolicyAttachment,
  route,
  routeTable,
  routeTableAssociation,
  secret,
  secretPolicy,
  secretVersion,
  securityGroup,
  securityGroupEgressRule,
  securityGroupIngressRule,
  securityGroupRule,
  selection,
  serviceNetwork,
  serviceNetworkResourceAssociation,
  serviceNetworkVpcAssociation,
  sharingWithOrganization,
  subnet,
  snapshotCopy,
  subnetGroup,
  vault,
  vaultLockConfiguration,
  vpc,
  vpcEndpoint,
];

/** Every `@pulumi/aws` resource type the local cloud models, by token. Anything else is refused by name. */
export const awsTypes: Readonly<Record<string, ResourceType>> = Object.fromEntries(
  types.map((type) => [type.token, type]),
);
