import { isIP } from "node:net";

interface Range {
  readonly family: 4 | 6;
  readonly base: bigint;
  readonly prefix: number;
}

const bitsOf = { 4: 32, 6: 128 } as const;

/** `10.0.0.0/16`, `::/0`, or a single address. Undefined for anything else. */
export function isCidr(text: string): boolean {
  return parse(text) !== undefined;
}

/** Whether two ranges share an address. */
export function overlap(a: string, b: string): boolean {
  const [one, other] = [parse(a), parse(b)];
  return one !== undefined && other !== undefined && (contains(one, other) || contains(other, one));
}

/** Whether every address of `range` lies in one of `covers`, together or alone. */
export function covered(range: string, covers: readonly string[]): boolean {
  const parsed = parse(range);
  if (parsed === undefined) return false;
  const ranges = covers.map(parse).filter((cover) => cover !== undefined);
  return coveredBy(parsed, ranges);
}

function coveredBy(range: Range, covers: readonly Range[]): boolean {
  if (covers.some((cover) => contains(cover, range))) return true;
  const inside = covers.filter((cover) => contains(range, cover));
  if (inside.length === 0) return false;
  return halves(range).every((half) => coveredBy(half, inside));
}

function halves(range: Range): readonly [Range, Range] {
  const prefix = range.prefix + 1;
  const upper = range.base | (1n << BigInt(bitsOf[range.family] - prefix));
  return [
    { ...range, prefix },
    { ...range, prefix, base: upper },
  ];
}

function contains(outer: Range, inner: Range): boolean {
  if (outer.family !== inner.family || outer.prefix > inner.prefix) return false;
  const shift = BigInt(bitsOf[outer.family] - outer.prefix);
  return outer.base >> shift === inner.base >> shift;
}

function parse(text: string): Range | undefined {
  const [address = "", prefixText, ...rest] = text.split("/");
  const family = isIP(address);
  if ((family !== 4 && family !== 6) || rest.length > 0 || address.includes("%")) return undefined;
  const bits = bitsOf[family];
  const prefix = prefixText === undefined ? bits : /^\d{1,3}$/.test(prefixText) ? Number(prefixText) : -1;
  if (prefix < 0 || prefix > bits) return undefined;
  const shift = BigInt(bits - prefix);
  return { family, prefix, base: ((family === 4 ? ipv4(address) : ipv6(address)) >> shift) << shift };
}

function ipv4(address: string): bigint {
  return address.split(".").reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function ipv6(address: string): bigint {
  const plain = address.replace(/(\d+\.\d+\.\d+\.\d+)$/, (tail) => {
    const value = ipv4(tail);
    return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
  });
  const [head = "", tail] = plain.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array<string>(8 - left.length - right.length).fill("0");
  return [...left, ...zeros, ...right].reduce((sum, part) => (sum << 16n) | BigInt(`0x${part}`), 0n);
}
