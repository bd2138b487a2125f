import { parseCidr, type Cidr } from "./cidr";

/** What a subnet usually has; a VPC has a /56 of Amazon's, which is 256 of them (VPC guide, "Subnet CIDR blocks"). */
const SUBNET_PREFIX = 64;

/**
 * The VPC's network of /64 with this number, from 0 on: number 1 of `2001:db8:0:100::/56` is `2001:db8:0:101::/64`.
 * @throws Error for a range that is none of IPv6, or has no such network.
 */
export function ipv6Subnet(vpcRange: string, number: number): string {
  const vpc = parseCidr(vpcRange);
  const room = vpc?.family === 6 ? 2 ** (SUBNET_PREFIX - vpc.prefix) : 0;
  if (vpc === undefined || number >= room) {
    throw new Error(`an IPv6 range with at least ${number + 1} networks of /64 is needed, got "${vpcRange}"`);
  }
  const first = vpc.first + (BigInt(number) << BigInt(128 - SUBNET_PREFIX));
  return `${networkText(first)}/${SUBNET_PREFIX}`;
}

/** Whether a text is an IPv6 network of this length by its first address. */
export function parseIpv6Network(text: string, prefix: number): Cidr | undefined {
  const cidr = parseCidr(text);
  if (cidr?.family !== 6 || cidr.prefix !== prefix) return undefined;
  const bare = parseCidr(text.slice(0, text.indexOf("/")));
  return bare?.first === cidr.first ? cidr : undefined;
}

/** A network of /64 or shorter: the second half of its address is zeros, written `::`. */
function networkText(first: bigint): string {
  const groups = [112n, 96n, 80n, 64n].map((shift) => ((first >> shift) & 0xffffn).toString(16));
  while (groups.at(-1) === "0") groups.pop();
  return `${groups.join(":")}::`;
}
