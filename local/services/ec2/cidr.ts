/** An IPv4 network without bits behind its prefix. */
export interface Ipv4Network {
  /** Its first address as a number. */
  readonly first: number;
  readonly prefix: number;
  /** How many addresses it has. */
  readonly size: number;
}

/** Reads `10.0.0.0/24`; `undefined` for anything else, `10.0.0.1/24` too. */
export function ipv4Network(text: string): Ipv4Network | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const [prefix = 33, ...octets] = match.slice(1).map(Number).reverse();
  if (prefix > 32 || octets.some((octet) => octet > 255)) return undefined;
  const first = octets.reverse().reduce((sum, octet) => sum * 256 + octet, 0);
  const size = 2 ** (32 - prefix);
  return first % size === 0 ? { first, prefix, size } : undefined;
}

/** The address with this number: `10.0.0.4`. */
export function ipv4Address(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}
