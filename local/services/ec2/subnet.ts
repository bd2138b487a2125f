import type { Entity, Reads } from "../../state/store";
import { covered, rangesOverlap } from "../../../aws/address-ranges";
import { parseIpv4Network } from "../../../aws/ipv4-network";
import { AwsError } from "../../ground/aws-error";
import type { Caller, Services } from "../services";
import { ec2Entity } from "./ec2-entity";
import {
  networkInterfaceKind,
  routeTableAssociationKind,
  subnetKind,
  vpcEndpointKind,
  type Subnet,
  type Vpc,
} from "./entities";
import { findSubnet, findVpc } from "./find";
import { forgetSubnet } from "./network-acl";
import { withIpv6 } from "./subnet-ipv6";
import { zonesOf, type Zone } from "./zones";

/** What a caller may change about a subnet. */
export type SubnetSettings = Pick<
  Subnet,
  | "mapPublicIpOnLaunch"
  | "enableResourceNameDnsARecordOnLaunch"
  | "privateDnsHostnameTypeOnLaunch"
  | "assignIpv6AddressOnCreation"
  | "tags"
> & {
  /** A /64 of the VPC's range. Left out: none. */
  readonly ipv6CidrBlock?: string | undefined;
};

export interface CreateSubnetRequest extends SubnetSettings {
  readonly vpcId: string;
  readonly cidrBlock: string;
  /** Name or id of a zone. Default: AWS chooses; here always the Region's first. */
  readonly zone: string | undefined;
}

/** CreateSubnet: inside the VPC's range, /16 to /28, overlapping no other subnet, in a zone of the Region. */
export function createSubnet(
  services: Pick<Services, "store" | "ids">,
  caller: Caller,
  request: CreateSubnetRequest,
): Promise<Entity<Subnet>> {
  const { zone, ipv6CidrBlock, ...settings } = request;
  return services.store.transaction((transaction) => {
    const vpc = findVpc(transaction, caller, request.vpcId);
    checkRange(transaction, vpc, request.cidrBlock);
    const { zoneName, zoneId } = findZone(caller.region, zone);
    const subnetId = `subnet-${services.ids.hex(17)}`;
    const data = { ...settings, subnetId, availabilityZone: zoneName, availabilityZoneId: zoneId };
    const subnet = withIpv6(transaction, services.ids, ec2Entity(subnetKind, subnetId, caller, data), ipv6CidrBlock);
    transaction.put(subnet);
    return subnet;
  });
}

/** ModifySubnetAttribute, (Dis)associateSubnetCidrBlock and CreateTags. */
export function modifySubnet(
  services: Pick<Services, "store" | "ids">,
  caller: Caller,
  id: string,
  { ipv6CidrBlock, ...changes }: Partial<SubnetSettings>,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const subnet = findSubnet(transaction, caller, id);
    const changed = { ...subnet, data: { ...subnet.data, ...changes } };
    transaction.put(withIpv6(transaction, services.ids, changed, ipv6CidrBlock));
  });
}

/** DeleteSubnet: refused while a network interface is in it. Its route table association goes with it. */
export function deleteSubnet(services: Pick<Services, "store">, caller: Caller, id: string): Promise<void> {
  return services.store.transaction((transaction) => {
    findSubnet(transaction, caller, id);
    const isUsed =
      transaction.list(networkInterfaceKind).some((it) => it.data.subnetId === id) ||
      transaction.list(vpcEndpointKind).some((it) => it.data.subnetIds.includes(id));
    if (isUsed) {
      throw new AwsError("DependencyViolation", `The subnet '${id}' has dependencies and cannot be deleted.`);
    }
    for (const association of transaction.list(routeTableAssociationKind, (it) => it.data.subnetId === id)) {
      transaction.delete(routeTableAssociationKind, association.id);
    }
    forgetSubnet(transaction, id);
    transaction.delete(subnetKind, id);
  });
}

function checkRange(reads: Reads, vpc: Entity<Vpc>, cidrBlock: string): void {
  const network = parseIpv4Network(cidrBlock);
  if (network === undefined) {
    const message = `Value (${cidrBlock}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`;
    throw new AwsError("InvalidParameterValue", message);
  }
  if (network.prefix < 16 || network.prefix > 28 || !covered(cidrBlock, [vpc.data.cidrBlock])) {
    throw new AwsError("InvalidSubnet.Range", `The CIDR '${cidrBlock}' is invalid.`);
  }
  const conflict = reads
    .list(subnetKind)
    .find(({ data }) => data.vpcId === vpc.id && rangesOverlap(data.cidrBlock, cidrBlock));
  if (conflict !== undefined) {
    throw new AwsError("InvalidSubnet.Conflict", `The CIDR '${cidrBlock}' conflicts with another subnet`);
  }
}

function findZone(region: string, wanted: string | undefined): Zone {
  const zones = zonesOf(region);
  const zone = zones.find((it) => wanted === undefined || it.zoneName === wanted || it.zoneId === wanted);
  if (zone !== undefined) return zone;
  const names = zones.map((it) => it.zoneName).join(", ");
  throw new AwsError(
    "InvalidParameterValue",
    `Value (${wanted ?? ""}) for parameter availabilityZone is invalid. ` +
      `Subnets can currently only be created in the following availability zones: ${names}.`,
  );
}
