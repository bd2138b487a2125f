import { isIPv4, isIPv6 } from "node:net";

/** A block of addresses, as numbers: `first` is its lowest address, host bits dropped as AWS drops them. */
export interface Cidr {
  readonly family: 4 | 6;
  readonly prefix: number;
  readonly first: bigint;
}

const bitsOf = { 4: 32, 6: 128 } as const;

const parsed = new Map<string, Cidr | undefined>();
/** Enough for the ranges of a large topology; past it a new start is cheaper than keeping count of use. */
const most = 10_000;

/**
 * The block a text means (a bare address is a block of one), or `undefined` if it is none. Kept for the next time: the
 * same few ranges are compared again and again.
 */
export function parseCidr(text: string): Cidr | undefined {
  const known = parsed.get(text);
  if (known !== undefined || parsed.has(text)) return known;
  if (parsed.size >= most) parsed.clear();
  const made = read(text);
  parsed.set(text, made);
  return made;
}

function read(text: string): Cidr | undefined {
  const [address = "", length, ...rest] = text.split("/");
  const family = isIPv4(address) ? 4 : isIPv6(address) && !address.includes("%") ? 6 : undefined;
  if (family === undefined || rest.length > 0) return undefined;
  const bits = bitsOf[family];
  const prefix = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  if (!(prefix <= bits)) return undefined;
  const value = family === 4 ? ipv4Number(address) : ipv6Number(address);
  const host = BigInt(bits - prefix);
  return { family, prefix, first: (value >> host) << host };
}

/** Whether every address of `inner` lies in `outer`; never across families. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  if (outer.family !== inner.family || outer.prefix > inner.prefix) return false;
  const host = BigInt(bitsOf[outer.family] - outer.prefix);
  return inner.first >> host === outer.first >> host;
}

/** Whether two blocks share an address. */
export const overlap = (one: Cidr, other: Cidr): boolean => contains(one, other) || contains(other, one);

/** Whether every address of `block` lies in one of `covers`, together or alone. */
export function coveredBy(block: Cidr, covers: readonly Cidr[]): boolean {
  if (covers.some((cover) => contains(cover, block))) return true;
  const inside = covers.filter((cover) => contains(block, cover));
  if (inside.length === 0) return false;
  return halves(block).every((half) => coveredBy(half, inside));
}

function halves(block: Cidr): readonly [Cidr, Cidr] {
  const prefix = block.prefix + 1;
  const upper = block.first | (1n << BigInt(bitsOf[block.family] - prefix));
  return [
    { ...block, prefix },
    { ...block, prefix, first: upper },
  ];
}

/**
 * Wider than any private range (10.0.0.0/8, fc00::/7), so at least in part the internet: the whole world however it is
 * written, its halves, and 2000::/3, which is all of public IPv6.
 */
export const isWorld = (cidr: Cidr): boolean => cidr.prefix < (cidr.family === 4 ? 8 : 7);

const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"];

/** Within the ranges reserved for private networks. */
export const isPrivate = (cidr: Cidr): boolean =>
  privateRanges.some((range) => {
    const outer = parseCidr(range);
    return outer !== undefined && contains(outer, cidr);
  });

const ipv4Number = (address: string): bigint =>
  address.split(".").reduce((value, octet) => value * 256n + BigInt(octet), 0n);

function ipv6Number(address: string): bigint {
  const embedded = /(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  const text = embedded === undefined ? address : address.replace(embedded, hexOf(ipv4Number(embedded)));
  const [head = "", tail] = text.split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const middle = Array.from({ length: tail === undefined ? 0 : 8 - front.length - back.length }, () => "0");
  return [...front, ...middle, ...back].reduce((value, group) => value * 65536n + BigInt(`0x${group}`), 0n);
}

const hexOf = (ipv4: bigint): string => `${(ipv4 >> 16n).toString(16)}:${(ipv4 & 0xffffn).toString(16)}`;
