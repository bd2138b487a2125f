import type { Entity, Reads, Transaction } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { defined } from "../defined";
import { owned } from "../owned";
import type { Caller, Services } from "../services";
import { idOf } from "../vpc-lattice/find";
import { createNetworkInterface, deleteNetworkInterfaces } from "./addresses";
import { checkPolicy, checkService, checkServiceDns } from "./aws-services";
import { ec2Entity } from "./ec2-entity";
import { deleteEndpointRoutes, putEndpointRoutes } from "./endpoint-routes";
import { vpcEndpointKind, type VpcEndpoint } from "./entities";
import { findSubnet, findVpc } from "./find";
import {
  checkDnsSupport,
  checkPrivateDns,
  checkSecurityGroups,
  checkSubnets,
  checkTarget,
} from "./vpc-endpoint-checks";
import { namedAssociations } from "./vpc-endpoint-names";
import type { CreateVpcEndpointRequest, VpcEndpointSettings } from "./vpc-endpoint-request";

/**
 * A service network endpoint takes a /28 in each zone, for services it may come to serve, beside its resources'
 * addresses.
 */
const serviceAddresses = 16;

type Needs = Pick<Services, "store" | "ids" | "settings">;

/** CreateVpcEndpoint. Without security groups it has the VPC's default one, if it is of a type that has any. */
export function createVpcEndpoint(
  services: Needs,
  caller: Caller,
  request: CreateVpcEndpointRequest,
): Promise<Entity<VpcEndpoint>> {
  const { service, routeTableIds = [], ...rest } = request;
  return services.store.transaction((transaction) => {
    const vpc = findVpc(transaction, caller, request.vpcId);
    checkTarget(transaction, services.settings, caller, request);
    checkService(transaction, caller, request);
    checkPrivateDns(transaction, vpc, request);
    const vpcEndpointId = `vpce-${services.ids.hex(17)}`;
    const vpcEndpointType = typeOf(request);
    const isNamed = request.securityGroupIds.length > 0 || vpcEndpointType === "Gateway";
    const data = defined({
      ...rest,
      serviceName: service?.name,
      ...(service !== undefined && { policy: request.policy ?? OPEN_POLICY }),
      ...(vpcEndpointType === "Gateway" && { prefixListId: `pl-${services.ids.hex(8)}` }),
      vpcEndpointId,
      vpcEndpointType,
      state: "available" as const,
      ipAddressType: "ipv4" as const,
      securityGroupIds: isNamed ? request.securityGroupIds : [vpc.data.defaultSecurityGroupId],
      networkInterfaceIds: [],
      routeTableIds,
    });
    const endpoint = ec2Entity(vpcEndpointKind, vpcEndpointId, caller, data);
    return place(transaction, services, caller, endpoint);
  });
}

/** What AWS gives an endpoint without a policy. */
const OPEN_POLICY =
  '{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}';

function typeOf({ service, serviceNetworkArn }: CreateVpcEndpointRequest): VpcEndpoint["vpcEndpointType"] {
  return service?.type ?? (serviceNetworkArn === undefined ? "Resource" : "ServiceNetwork");
}

/** ModifyVpcEndpoint and CreateTags: other subnets, security groups, route tables and policies. */
export function modifyVpcEndpoint(
  services: Needs,
  caller: Caller,
  id: string,
  settings: Partial<VpcEndpointSettings>,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const endpoint = findVpcEndpoint(transaction, caller, id);
    checkPolicy(settings.policy);
    if (settings.privateDnsEnabled === true && !endpoint.data.privateDnsEnabled) {
      checkDnsSupport(findVpc(transaction, caller, endpoint.data.vpcId));
      checkServiceDns(transaction, endpoint.data);
    }
    deleteNetworkInterfaces(transaction, endpoint.arn);
    place(transaction, services, caller, { ...endpoint, data: { ...endpoint.data, ...settings } });
  });
}

/** DeleteVpcEndpoints. */
export function deleteVpcEndpoint(services: Pick<Services, "store">, caller: Caller, id: string): Promise<void> {
  return services.store.transaction((transaction) => {
    const endpoint = findVpcEndpoint(transaction, caller, id);
    deleteNetworkInterfaces(transaction, endpoint.arn);
    deleteEndpointRoutes(transaction, id);
    transaction.delete(vpcEndpointKind, id);
  });
}

/** The caller's own endpoint, or `InvalidVpcEndpointId.NotFound`. */
export function findVpcEndpoint(reads: Reads, caller: Caller, id: string): Entity<VpcEndpoint> {
  const endpoint = owned(reads, vpcEndpointKind, id, caller);
  if (endpoint === undefined) {
    throw new AwsError("InvalidVpcEndpointId.NotFound", `The Vpc Endpoint Id '${id}' does not exist`);
  }
  return endpoint;
}

/** Checks subnets and security groups, takes the addresses or writes the routes, and keeps the endpoint. */
function place(
  transaction: Transaction,
  services: Needs,
  caller: Caller,
  endpoint: Entity<VpcEndpoint>,
): Entity<VpcEndpoint> {
  const { data } = endpoint;
  if (data.vpcEndpointType === "Gateway") {
    transaction.put(endpoint);
    putEndpointRoutes(transaction, caller, endpoint);
    return endpoint;
  }
  const subnets = data.subnetIds.map((id) => findSubnet(transaction, caller, id));
  checkSubnets(transaction, services.settings, caller, data, subnets);
  checkSecurityGroups(transaction, caller, data);
  const interfaces = subnets.map((subnet) =>
    createNetworkInterface(transaction, services.ids, caller, {
      subnetId: subnet.id,
      groups: data.securityGroupIds,
      interfaceType: "vpc_endpoint",
      description: `VPC Endpoint Interface ${endpoint.id}`,
      requester: endpoint.arn,
      addresses: addressesOf(transaction, data),
    }),
  );
  const placed = { ...endpoint, data: { ...data, networkInterfaceIds: interfaces.map(({ id }) => id) } };
  transaction.put(placed);
  return placed;
}

function addressesOf(reads: Reads, { serviceNetworkArn }: VpcEndpoint): number {
  if (serviceNetworkArn === undefined) return 1;
  return serviceAddresses + namedAssociations(reads, idOf(serviceNetworkArn)).length;
}
