import { addressAt, addressCount, parseIpv4Network, reservedAtEnd, reservedAtStart } from "../../../aws/ipv4-network";
import type { Entity, Reads, Transaction } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import type { Caller, Ids } from "../services";
import { ec2Entity } from "./ec2-entity";
import { networkInterfaceKind, subnetKind, type NetworkInterface, type Subnet } from "./entities";
import { findSubnet } from "./find";

export interface InterfaceRequest extends Pick<
  NetworkInterface,
  "subnetId" | "groups" | "interfaceType" | "description" | "requester"
> {
  /** How many addresses it takes, each the lowest that is free. Default: 1. */
  readonly addresses?: number;
}

/** How many addresses of a subnet no network interface has. Unknown subnets have none. */
export function freeAddresses(reads: Reads, subnetId: string): number {
  const subnet = reads.get(subnetKind, subnetId);
  return subnet === undefined ? 0 : free(reads, subnet, Number.POSITIVE_INFINITY).length;
}

/**
 * Makes the network interface by which another resource sits in a subnet, and takes its addresses; refused where the
 * subnet has too few. Call it in the transaction that makes the resource.
 */
export function createNetworkInterface(
  transaction: Transaction,
  ids: Pick<Ids, "hex">,
  caller: Caller,
  request: InterfaceRequest,
): Entity<NetworkInterface> {
  const { addresses = 1, ...rest } = request;
  const subnet = findSubnet(transaction, caller, request.subnetId);
  const privateIpAddresses = free(transaction, subnet, addresses);
  if (privateIpAddresses.length < addresses) {
    throw new AwsError(
      "InsufficientFreeAddressesInSubnet",
      `Insufficient Free Addresses in Subnet ${subnet.id}: ${addresses} wanted, ${privateIpAddresses.length} free of ${subnet.data.cidrBlock}.`,
    );
  }
  const { vpcId, availabilityZone } = subnet.data;
  const networkInterfaceId = `eni-${ids.hex(17)}`;
  const data = { ...rest, networkInterfaceId, vpcId, availabilityZone, privateIpAddresses };
  const networkInterface = ec2Entity(networkInterfaceKind, networkInterfaceId, caller, data);
  transaction.put(networkInterface);
  return networkInterface;
}

/** Gives back everything that the resource with this ARN holds in subnets. */
export function deleteNetworkInterfaces(transaction: Transaction, requester: string): void {
  for (const { id } of networkInterfacesOf(transaction, requester)) transaction.delete(networkInterfaceKind, id);
}

/** What the resource with this ARN holds in subnets. */
export function networkInterfacesOf(reads: Reads, requester: string): readonly Entity<NetworkInterface>[] {
  return reads.list(networkInterfaceKind, (it) => it.data.requester === requester);
}

/** Puts the resource's interfaces behind these security groups instead. */
export function setInterfaceGroups(transaction: Transaction, requester: string, groups: readonly string[]): void {
  for (const held of networkInterfacesOf(transaction, requester)) {
    transaction.put({ ...held, data: { ...held.data, groups } });
  }
}

function free(reads: Reads, { id, data }: Entity<Subnet>, wanted: number): readonly string[] {
  const network = parseIpv4Network(data.cidrBlock);
  if (network === undefined) return [];
  const inSubnet = reads.list(networkInterfaceKind, (it) => it.data.subnetId === id);
  const used = new Set(inSubnet.flatMap((it) => it.data.privateIpAddresses));
  const found: string[] = [];
  const end = addressCount(network) - reservedAtEnd;
  for (let number = reservedAtStart; number < end && found.length < wanted; number++) {
    const address = addressAt(network, number);
    if (!used.has(address)) found.push(address);
  }
  return found;
}
