import type { ProviderFunction } from "../functions";
import { getAvailabilityZones } from "./get-availability-zones";
import { getCallerIdentity } from "./get-caller-identity";
import { getPartition } from "./get-partition";
import { getRegion } from "./get-region";
import { getRouteTable } from "./ec2/get-route-table";
import { getSecurityGroup, getSecurityGroups } from "./ec2/get-security-group";
import { getSubnet, getSubnets } from "./ec2/get-subnet";
import { getVpc } from "./ec2/get-vpc";
import { getPolicyDocument } from "./iam/get-policy-document";
import { getOrganization } from "./organizations/get-organization";
import { getResourceShare } from "./ram/get-resource-share";
import { getServiceQuota } from "./servicequotas/get-service-quota";
import { getCluster } from "./rds/get-cluster";
import { getInstance } from "./rds/get-instance";
import { getProxy } from "./rds/get-proxy";
import { getSubnetGroup } from "./rds/get-subnet-group";
import { getServiceNetwork } from "./vpclattice/get-service-network";
import { getEndpointAssociations } from "./vpc/get-endpoint-associations";

/** Every `@pulumi/aws` function the local cloud models, by token. Anything else is refused by name. */
const functions: readonly ProviderFunction[] = [
  getAvailabilityZones,
  getCallerIdentity,
  getCluster,
  getEndpointAssociations,
  getInstance,
  getOrganization,
  getPartition,
  getPolicyDocument,
  getProxy,
  getRegion,
  getResourceShare,
  getRouteTable,
  getSecurityGroup,
  getSecurityGroups,
  getSubnet,
  getSubnetGroup,
  getSubnets,
  getVpc,
  getServiceNetwork,
  getServiceQuota,
];

export const awsFunctions: Readonly<Record<string, ProviderFunction>> = Object.fromEntries(
  functions.map((it) => [it.token, it]),
);
