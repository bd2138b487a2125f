import { parseCidr, type Cidr } from "./cidr";

/** An IPv4 network without bits behind its prefix, as AWS wants VPCs and subnets. */
export interface Ipv4Network extends Cidr {
  readonly family: 4;
}

/** Reads `10.0.0.0/24`; `undefined` for anything else: a bare address, and `10.0.0.1/24`, whose host bits AWS refuses. */
export function parseIpv4Network(text: string): Ipv4Network | undefined {
  if (!/^[\d.]+\/\d{1,2}$/.test(text)) return undefined;
  const cidr = parseCidr(text);
  if (cidr?.family !== 4) return undefined;
  const network: Ipv4Network = { ...cidr, family: 4 };
  return text.startsWith(`${addressAt(network, 0)}/`) ? network : undefined;
}

/** How many addresses the network has. */
export function addressCount(network: Ipv4Network): number {
  return 2 ** (32 - network.prefix);
}

/** The network's address with this number, from 0 on: `10.0.0.4` is number 4 of `10.0.0.0/24`. */
export function addressAt(network: Ipv4Network, number: number): string {
  const address = Number(network.first) + number;
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

/** AWS keeps the first four addresses of every subnet for itself, and the last one. */
export const reservedAtStart = 4;
export const reservedAtEnd = 1;

/** Addresses of a subnet that are left for interfaces. */
export function usableAddresses(subnet: Ipv4Network): number {
  return Math.max(0, addressCount(subnet) - reservedAtStart - reservedAtEnd);
}
