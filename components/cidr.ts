/** An IPv4 network: its first address as a number, and how many of the 32 bits are fixed. */
export interface Cidr {
  readonly first: number;
  readonly prefix: number;
}

/** Reads `10.0.0.0/24`; `undefined` when the text is no IPv4 network or has bits set behind the prefix (AWS refuses those). */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const numbers = match.slice(1).map(Number);
  const prefix = numbers.pop() ?? 33;
  if (prefix > 32 || numbers.some((octet) => octet > 255)) return undefined;
  const first = numbers.reduce((sum, octet) => sum * 256 + octet, 0);
  return first % size({ first, prefix }) === 0 ? { first, prefix } : undefined;
}

/** How many addresses the network has. */
function size(cidr: Cidr): number {
  return 2 ** (32 - cidr.prefix);
}

export function contains(outer: Cidr, inner: Cidr): boolean {
  return inner.first >= outer.first && inner.first + size(inner) <= outer.first + size(outer);
}

export function overlap(one: Cidr, other: Cidr): boolean {
  return one.first < other.first + size(other) && other.first < one.first + size(one);
}

/** Addresses of a subnet that are left for interfaces. AWS keeps the first four and the last one of every subnet. */
export function usableAddresses(subnet: Cidr): number {
  return Math.max(0, size(subnet) - 5);
}
