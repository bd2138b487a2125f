import { covered } from "../../../aws/address-ranges";
import { parseIpv6Network } from "../../../aws/ipv6-network";
import { AwsError } from "../../ground/aws-error";
import type { Entity, Reads } from "../../state/store";
import { defined } from "../defined";
import type { Ids } from "../services";
import { networkInterfaceKind, subnetKind, vpcKind, type Subnet } from "./entities";

/** A subnet with this IPv6 range, or with none: a /64 of its VPC's, no other subnet's, not taken from what has addresses in it. */
export function withIpv6(
  reads: Reads,
  ids: Pick<Ids, "hex">,
  subnet: Entity<Subnet>,
  ipv6CidrBlock: string | undefined,
): Entity<Subnet> {
  const { data } = subnet;
  if (data.assignIpv6AddressOnCreation === true && ipv6CidrBlock === undefined) {
    const message = `Invalid value 'true' for assignIpv6AddressOnCreation. ${subnet.id} has no IPv6 CIDR block`;
    throw new AwsError("InvalidParameterValue", message);
  }
  if (ipv6CidrBlock === data.ipv6CidrBlock) return subnet;
  if (data.ipv6CidrBlock !== undefined) checkUnused(reads, subnet);
  if (ipv6CidrBlock === undefined) {
    const without = defined({ ...data, ipv6CidrBlock, ipv6CidrBlockAssociationId: undefined });
    return { ...subnet, data: without };
  }
  checkRange(reads, subnet, ipv6CidrBlock);
  const ipv6CidrBlockAssociationId = `subnet-cidr-assoc-${ids.hex(17)}`;
  return { ...subnet, data: { ...data, ipv6CidrBlock, ipv6CidrBlockAssociationId } };
}

function checkRange(reads: Reads, { id, data }: Entity<Subnet>, range: string): void {
  const ofVpc = reads.get(vpcKind, data.vpcId)?.data.ipv6CidrBlock;
  if (parseIpv6Network(range, 64) === undefined || ofVpc === undefined || !covered(range, [ofVpc])) {
    throw new AwsError("InvalidSubnet.Range", `The CIDR '${range}' is invalid.`);
  }
  const isOthers = (other: Entity<Subnet>): boolean =>
    other.id !== id &&
    other.data.ipv6CidrBlock !== undefined &&
    other.data.vpcId === data.vpcId &&
    covered(range, [other.data.ipv6CidrBlock]);
  if (reads.list(subnetKind).some(isOthers)) {
    throw new AwsError("InvalidSubnet.Conflict", `The CIDR '${range}' conflicts with another subnet`);
  }
}

function checkUnused(reads: Reads, { id, data }: Entity<Subnet>): void {
  const isDual = (requester: string): boolean => {
    const holder: unknown = reads.byArn(requester)?.data;
    if (typeof holder !== "object" || holder === null) return false;
    const { networkType, ipAddressType } = holder as {
      readonly networkType?: unknown;
      readonly ipAddressType?: unknown;
    };
    return networkType === "DUAL" || ipAddressType === "DUALSTACK";
  };
  const inSubnet = reads.list(networkInterfaceKind, (it) => it.data.subnetId === id);
  if (!inSubnet.some((it) => isDual(it.data.requester))) return;
  const message = `The subnet ${id} has IPv6 addresses of ${data.ipv6CidrBlock ?? ""} in use and cannot lose it.`;
  throw new AwsError("DependencyViolation", message);
}
