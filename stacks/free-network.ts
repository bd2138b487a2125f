import { contains, overlap, type Cidr } from "../aws/cidr";
import { addressAt, addressCount, parseIpv4Network, type Ipv4Network } from "../aws/ipv4-network";

/** The first network of a prefix in a VPC's range that shares no address with others; `undefined` where none is free. */
export function freeNetwork(vpc: Ipv4Network, prefix: number, taken: readonly Cidr[]): string | undefined {
  if (prefix < vpc.prefix) return undefined;
  const size = 2 ** (32 - prefix);
  for (let start = 0; start < addressCount(vpc); start += size) {
    const text = `${addressAt(vpc, start)}/${prefix}`;
    const network = parseIpv4Network(text);
    if (network !== undefined && !taken.some((other) => overlap(network, other))) return text;
  }
  return undefined;
}

/** The smallest prefix number whose network has room for that many interfaces, within what AWS takes. */
export function prefixFor(interfaces: number, most = 26): number {
  return Math.max(16, Math.min(most, 32 - Math.ceil(Math.log2(interfaces + 5))));
}

/** The /16 that holds all of the networks, or the usual one. */
export function vpcAround(networks: readonly Cidr[]): string {
  const [first] = networks;
  const usual = "10.0.0.0/16";
  if (first === undefined) return usual;
  const text = `${addressAt({ ...first, family: 4, first: (first.first >> 16n) << 16n }, 0)}/16`;
  const vpc = parseIpv4Network(text);
  return vpc !== undefined && networks.every((network) => contains(vpc, network)) ? text : usual;
}
