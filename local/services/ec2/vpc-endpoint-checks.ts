import type { Entity, Reads } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { owned } from "../owned";
import type { Caller, CloudSettings } from "../services";
import { resourceAssociationKind, resourceGatewayKind, type ResourceConfiguration } from "../vpc-lattice/entities";
import { findResourceConfiguration, findServiceNetwork, idOf } from "../vpc-lattice/find";
import { securityGroupKind, subnetKind, vpcEndpointKind, type Subnet, type Vpc, type VpcEndpoint } from "./entities";
import type { CreateVpcEndpointRequest } from "./vpc-endpoint-request";

/** What it leads to is one thing, the caller's own or shared with it. */
export function checkTarget(
  reads: Reads,
  settings: CloudSettings,
  caller: Caller,
  { resourceConfigurationArn, serviceNetworkArn, service }: CreateVpcEndpointRequest,
): void {
  const targets = [resourceConfigurationArn, serviceNetworkArn, service].filter((target) => target !== undefined);
  if (targets.length !== 1) {
    throw invalid("Exactly one of ResourceConfigurationArn, ServiceNetworkArn and ServiceName must be specified.");
  }
  if (service !== undefined) return;
  if (serviceNetworkArn !== undefined) {
    findServiceNetwork(reads, settings, caller, serviceNetworkArn, "CreateServiceNetworkVpcEndpointAssociation");
    return;
  }
  const configuration = configurationOf(reads, settings, caller, resourceConfigurationArn ?? "");
  if (configuration.data.type === "CHILD") {
    throw invalid(`The resource configuration ${configuration.id} is of type CHILD: name its GROUP instead.`);
  }
}

function configurationOf(
  reads: Reads,
  settings: CloudSettings,
  caller: Caller,
  arn: string,
): Entity<ResourceConfiguration> {
  // The Service Authorization Reference lists no action of VPC Lattice for resource endpoints.
  return findResourceConfiguration(reads, settings, caller, arn, undefined);
}

/** One subnet a zone, all of the VPC; a resource endpoint shares at least one zone with its resource's gateway. */
export function checkSubnets(
  reads: Reads,
  settings: CloudSettings,
  caller: Caller,
  endpoint: VpcEndpoint,
  subnets: readonly Entity<Subnet>[],
): void {
  if (subnets.length === 0) throw invalid("At least one subnet must be specified for this type of endpoint.");
  const foreign = subnets.find((it) => it.data.vpcId !== endpoint.vpcId);
  if (foreign !== undefined) throw invalid(`The subnet ${foreign.id} does not belong to ${endpoint.vpcId}.`);
  const zones = subnets.map((it) => it.data.availabilityZoneId);
  if (new Set(zones).size < zones.length) {
    const message = `Found another VPC endpoint subnet in the availability zone of ${subnets.at(-1)?.id ?? ""}`;
    throw new AwsError("DuplicateSubnetsInSameZone", message);
  }
  if (endpoint.resourceConfigurationArn === undefined) return;
  const { data } = configurationOf(reads, settings, caller, endpoint.resourceConfigurationArn);
  const gateway = reads.get(resourceGatewayKind, data.resourceGatewayId);
  const served = (gateway?.data.subnetIds ?? []).map((id) => reads.get(subnetKind, id)?.data.availabilityZoneId);
  if (!zones.some((zone) => served.includes(zone))) {
    const shown = [...new Set(served)].join(", ");
    throw invalid(`The endpoint's zones (${zones.join(", ")}) have none in common with the resource's (${shown}).`);
  }
}

/** All of the endpoint's VPC. */
export function checkSecurityGroups(reads: Reads, caller: Caller, { vpcId, securityGroupIds }: VpcEndpoint): void {
  for (const id of securityGroupIds) {
    const group = owned(reads, securityGroupKind, id, caller);
    if (group?.data.vpcId === vpcId) continue;
    throw new AwsError("InvalidGroup.NotFound", `The security group '${id}' does not exist in VPC '${vpcId}'`);
  }
}

/** Private names need a VPC that answers them, and no other endpoint there that has them. */
export function checkPrivateDns(reads: Reads, vpc: Entity<Vpc>, request: CreateVpcEndpointRequest): void {
  if (!request.privateDnsEnabled) return;
  checkDnsSupport(vpc);
  const reached = reachedBy(reads, request);
  const rival = reads
    .list(vpcEndpointKind, ({ data }) => data.vpcId === vpc.id && data.privateDnsEnabled)
    .find(({ data }) => reachedBy(reads, data).some((id) => reached.includes(id)));
  if (rival === undefined) return;
  throw invalid(
    `private-dns-enabled cannot be set because ${rival.id} has a conflicting DNS domain in the VPC ${vpc.id}`,
  );
}

/** Private names are answered by a VPC that has both settings on. */
export function checkDnsSupport({ id, data }: Entity<Vpc>): void {
  if (data.enableDnsSupport && data.enableDnsHostnames) return;
  throw invalid(
    `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${id}`,
  );
}

/** The resource configurations behind an endpoint. */
function reachedBy(
  reads: Reads,
  {
    resourceConfigurationArn,
    serviceNetworkArn,
  }: Pick<CreateVpcEndpointRequest, "resourceConfigurationArn" | "serviceNetworkArn">,
): readonly string[] {
  if (resourceConfigurationArn !== undefined) return [idOf(resourceConfigurationArn)];
  const networkId = idOf(serviceNetworkArn ?? "");
  return reads
    .list(resourceAssociationKind, (it) => it.data.serviceNetworkId === networkId)
    .map((it) => it.data.resourceConfigurationId);
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameter", message);
}
