import type { Entity, Reads, Transaction } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { defined } from "../defined";
import { owned } from "../owned";
import type { Caller, Services } from "../services";
import { idOf } from "../vpc-lattice/find";
import { createNetworkInterface, deleteNetworkInterfaces } from "./addresses";
import { ec2Entity } from "./ec2-entity";
import { vpcEndpointKind, type VpcEndpoint } from "./entities";
import { findSubnet, findVpc } from "./find";
import { checkPrivateDns, checkSecurityGroups, checkSubnets, checkTarget } from "./vpc-endpoint-checks";
import { namedAssociations } from "./vpc-endpoint-names";
import type { CreateVpcEndpointRequest, VpcEndpointSettings } from "./vpc-endpoint-request";

/**
 * A service network endpoint takes a /28 in each zone, for services it may come to serve, beside its resources'
 * addresses.
 */
const serviceAddresses = 16;

type Needs = Pick<Services, "store" | "ids" | "settings">;

/** CreateVpcEndpoint of type Resource or ServiceNetwork. Without security groups it has the VPC's default one. */
export function createVpcEndpoint(
  services: Needs,
  caller: Caller,
  request: CreateVpcEndpointRequest,
): Promise<Entity<VpcEndpoint>> {
  const { serviceNetworkArn } = request;
  return services.store.transaction((transaction) => {
    const vpc = findVpc(transaction, caller, request.vpcId);
    checkTarget(transaction, services.settings, caller, request);
    checkPrivateDns(transaction, vpc, request);
    const vpcEndpointId = `vpce-${services.ids.hex(17)}`;
    const securityGroupIds =
      request.securityGroupIds.length > 0 ? request.securityGroupIds : [vpc.data.defaultSecurityGroupId];
    const data = defined({
      ...request,
      vpcEndpointId,
      vpcEndpointType: serviceNetworkArn === undefined ? ("Resource" as const) : ("ServiceNetwork" as const),
      state: "available" as const,
      ipAddressType: "ipv4" as const,
      securityGroupIds,
      networkInterfaceIds: [],
      routeTableIds: [],
    });
    const endpoint = ec2Entity(vpcEndpointKind, vpcEndpointId, caller, data);
    return place(transaction, services, caller, endpoint);
  });
}

/** ModifyVpcEndpoint and CreateTags: other subnets and security groups. */
export function modifyVpcEndpoint(
  services: Needs,
  caller: Caller,
  id: string,
  settings: Partial<VpcEndpointSettings>,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const endpoint = findVpcEndpoint(transaction, caller, id);
    deleteNetworkInterfaces(transaction, endpoint.arn);
    place(transaction, services, caller, { ...endpoint, data: { ...endpoint.data, ...settings } });
  });
}

/** DeleteVpcEndpoints. */
export function deleteVpcEndpoint(services: Pick<Services, "store">, caller: Caller, id: string): Promise<void> {
  return services.store.transaction((transaction) => {
    const endpoint = findVpcEndpoint(transaction, caller, id);
    deleteNetworkInterfaces(transaction, endpoint.arn);
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

/** Checks subnets and security groups, takes the addresses, and keeps the endpoint. */
function place(
  transaction: Transaction,
  services: Needs,
  caller: Caller,
  endpoint: Entity<VpcEndpoint>,
): Entity<VpcEndpoint> {
  const { data } = endpoint;
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
