import { isIPv4, isIPv6 } from "node:net";

/** A block of addresses, as numbers: `first` is its lowest address, host bits dropped as AWS drops them. */
export interface Cidr {
  readonly family: 4 | 6;
  readonly prefix: number;
  readonly first: bigint;
}

/** The block a text means (a bare address is a block of one), or `undefined` if it is none. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = "", length, ...rest] = text.trim().split("/");
  const family = isIPv4(address) ? 4 : isIPv6(address) && !address.includes("%") ? 6 : undefined;
  if (family === undefined || rest.length > 0) return undefined;
  const bits = family === 4 ? 32 : 128;
  const prefix = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  if (!(prefix <= bits)) return undefined;
  const value = family === 4 ? ipv4Number(address) : ipv6Number(address);
  const host = BigInt(bits - prefix);
  return { family, prefix, first: (value >> host) << host };
}

/** Every address of the family: prefix 0, however the address in front of it is written. */
export const isWorld = (cidr: Cidr): boolean => cidr.prefix === 0;

export function contains(outer: Cidr, inner: Cidr): boolean {
  if (outer.family !== inner.family || outer.prefix > inner.prefix) return false;
  const host = BigInt((outer.family === 4 ? 32 : 128) - outer.prefix);
  return inner.first >> host === outer.first >> host;
}

/** Whether blocks together make up the whole family, such as 0.0.0.0/1 and 128.0.0.0/1. */
export function coverWorld(blocks: readonly Cidr[], family: 4 | 6): boolean {
  const bits = family === 4 ? 32n : 128n;
  let next = 0n;
  for (const { first, prefix } of blocks.filter((block) => block.family === family).sort(byFirst)) {
    if (first > next) return false;
    const end = first + (1n << (bits - BigInt(prefix)));
    if (end > next) next = end;
  }
  return next === 1n << bits;
}

const byFirst = (a: Cidr, b: Cidr): number => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0);

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
