import { zonesWithoutLattice } from "../../../aws/lattice";
import type { Entity, Reads, Transaction } from "../../state/store";
import { arnOf } from "../../../aws/arn";
import { createNetworkInterface, deleteNetworkInterfaces, freeAddresses, setInterfaceGroups } from "../ec2/addresses";
import { subnetKind, vpcKind, type Subnet, type Vpc } from "../ec2/entities";
import { entityOf } from "../entity-of";
import { allOwned, owned } from "../owned";
import type { Caller, Services } from "../services";
import { resourceConfigurationKind, resourceGatewayKind, type ResourceGateway } from "./entities";
import { conflict, invalid, notFound, quotaExceeded } from "./errors";
import { findOwn } from "./find";
import { checkName, checkUnique, type NameRule } from "./names";
import { checkSecurityGroups } from "./security-groups";

const nameRule: NameRule = { what: "Resource gateway", least: 3, most: 40, reserved: "rgw-" };

/** VPC Lattice's quota of gateways in a VPC, by its quota table (a page of its guide says 100). */
const QUOTA = 500;

const DEFAULT_ADDRESSES = 16;

export interface CreateResourceGatewayRequest extends Pick<ResourceGateway, "name" | "subnetIds" | "tags"> {
  readonly vpcIdentifier: string;
  /** Default: the VPC's default security group. */
  readonly securityGroupIds?: readonly string[] | undefined;
  /** Default: IPV4. */
  readonly ipAddressType?: ResourceGateway["ipAddressType"] | undefined;
  /** 1-62. Default: 16. */
  readonly ipv4AddressesPerEni?: number | undefined;
  /** Default: PUBLIC. */
  readonly resourceConfigDnsResolution?: ResourceGateway["resourceConfigDnsResolution"] | undefined;
}

/** CreateResourceGateway: takes its addresses in every subnet at once. */
export function createResourceGateway(
  services: Pick<Services, "store" | "ids" | "clock">,
  caller: Caller,
  request: CreateResourceGatewayRequest,
): Promise<Entity<ResourceGateway>> {
  checkName(request.name, nameRule);
  const addresses = request.ipv4AddressesPerEni ?? DEFAULT_ADDRESSES;
  if (addresses < 1 || addresses > 62) throw invalid(`ipv4AddressesPerEni must be 1 to 62, got ${addresses}`);
  return services.store.transaction((transaction) => {
    const vpc = owned(transaction, vpcKind, request.vpcIdentifier, caller);
    if (vpc === undefined) throw notFound("VPC", request.vpcIdentifier);
    checkUnique(transaction, resourceGatewayKind, caller, request.name, nameRule);
    checkQuota(transaction, caller, vpc);
    checkSubnets(transaction, caller, vpc, request, addresses);
    const groups = request.securityGroupIds ?? [];
    checkSecurityGroups(transaction, caller, vpc.id, groups);

    const id = `rgw-${services.ids.hex(17)}`;
    const data: ResourceGateway = {
      name: request.name,
      vpcIdentifier: vpc.id,
      subnetIds: request.subnetIds,
      securityGroupIds: groups.length > 0 ? groups : [vpc.data.defaultSecurityGroupId],
      ipAddressType: request.ipAddressType ?? "IPV4",
      ipv4AddressesPerEni: addresses,
      resourceConfigDnsResolution: request.resourceConfigDnsResolution ?? "PUBLIC",
      status: "ACTIVE",
      createdAt: services.clock.now().toISOString(),
      tags: request.tags,
    };
    const gateway = entityOf(
      resourceGatewayKind,
      id,
      arnOf(caller, "vpc-lattice", `resourcegateway/${id}`),
      caller,
      data,
    );
    transaction.put(gateway);
    takeAddresses(transaction, services, caller, gateway);
    return gateway;
  });
}

/**
 * UpdateResourceGateway and its tags: of the rest the security groups can change, and DNS resolution since November
 * 2026, for which both providers still make a new gateway.
 */
export function updateResourceGateway(
  services: Pick<Services, "store">,
  caller: Caller,
  identifier: string,
  changes: Partial<Pick<ResourceGateway, "securityGroupIds" | "tags">>,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const gateway = findOwn(transaction, resourceGatewayKind, nameRule.what, caller, identifier);
    const groups = changes.securityGroupIds ?? gateway.data.securityGroupIds;
    checkSecurityGroups(transaction, caller, gateway.data.vpcIdentifier, groups);
    transaction.put({ ...gateway, data: { ...gateway.data, ...changes } });
    setInterfaceGroups(transaction, gateway.arn, groups);
  });
}

/** DeleteResourceGateway: refused while a resource configuration uses it. */
export function deleteResourceGateway(
  services: Pick<Services, "store">,
  caller: Caller,
  identifier: string,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const gateway = findOwn(transaction, resourceGatewayKind, nameRule.what, caller, identifier);
    const users = transaction.list(resourceConfigurationKind, ({ data }) => data.resourceGatewayId === gateway.id);
    if (users.length > 0) {
      throw conflict(
        `Resource gateway ${gateway.id} has resource configuration(s): ${users.map(({ id }) => id).join(", ")}`,
      );
    }
    deleteNetworkInterfaces(transaction, gateway.arn);
    transaction.delete(resourceGatewayKind, gateway.id);
  });
}

function checkQuota(reads: Reads, caller: Caller, vpc: Entity<Vpc>): void {
  const inVpc = allOwned(reads, resourceGatewayKind, caller).filter(({ data }) => data.vpcIdentifier === vpc.id);
  if (inVpc.length >= QUOTA) throw quotaExceeded(`resource gateways in ${vpc.id}`, QUOTA);
}

function checkSubnets(
  reads: Reads,
  caller: Caller,
  vpc: Entity<Vpc>,
  { subnetIds, ipAddressType }: CreateResourceGatewayRequest,
  addresses: number,
): void {
  if (subnetIds.length === 0) throw invalid("A resource gateway needs at least one subnet");
  for (const id of subnetIds) {
    const subnet = owned(reads, subnetKind, id, caller);
    if (subnet === undefined) throw invalid(`Subnet ${id} does not exist`);
    if (subnet.data.vpcId !== vpc.id) throw invalid(`Subnet ${id} belongs to ${subnet.data.vpcId}, not to ${vpc.id}`);
    checkZone(subnet);
    checkFamily(subnet, ipAddressType);
    const free = freeAddresses(reads, id);
    if (free < addresses) {
      throw invalid(
        `Subnet ${id} (${subnet.data.cidrBlock}) has ${free} free IP addresses; the gateway needs ${addresses} in each subnet: ` +
          "use a larger subnet or a lower ipv4AddressesPerEni",
      );
    }
  }
}

/** "DUALSTACK … only if all selected subnets have both", "IPV6 … only if all are IPv6 only" (API, CreateResourceGateway). */
function checkFamily({ id, data }: Entity<Subnet>, type: ResourceGateway["ipAddressType"] | undefined): void {
  if (type !== "IPV6" && type !== "DUALSTACK") return;
  const suits = (why: string) => invalid(`IP address type ${type} does not suit subnet ${id}: ${why}`);
  if (data.ipv6CidrBlock === undefined) throw suits("it has no IPv6 range");
  if (type === "IPV6") throw suits("it has an IPv4 range");
}

function checkZone({ id, data }: Entity<Subnet>): void {
  if (zonesWithoutLattice.includes(data.availabilityZoneId)) {
    throw invalid(`Subnet ${id} is in ${data.availabilityZoneId}, where VPC Lattice is not available`);
  }
}

function takeAddresses(
  transaction: Transaction,
  { ids }: Pick<Services, "ids">,
  caller: Caller,
  { id, arn, data }: Entity<ResourceGateway>,
): void {
  for (const subnetId of data.subnetIds) {
    createNetworkInterface(transaction, ids, caller, {
      subnetId,
      groups: data.securityGroupIds,
      interfaceType: "vpc_lattice",
      description: `VPC Lattice resource gateway ${id}`,
      requester: arn,
      addresses: data.ipv4AddressesPerEni,
    });
  }
}
