import { contains, overlap, parseCidr, type Cidr } from "../aws/cidr";

/** What is no address of the internet: private, shared, loopback, link-local, multicast and reserved ranges (IANA). */
const elsewhere = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"],
  ...["192.168.0.0/16", "224.0.0.0/3", "::/3", "4000::/2", "8000::/1"],
].flatMap((range) => parseCidr(range) ?? []);

/** The parts of a range that are addresses of the internet; none where it has none, or is no range. */
export function publicParts(range: string): readonly string[] {
  const cidr = parseCidr(range);
  return cidr === undefined ? [] : outsideOf(cidr).map(textOf);
}

function outsideOf(cidr: Cidr): readonly Cidr[] {
  const near = elsewhere.filter((it) => overlap(it, cidr));
  if (near.length === 0) return [cidr];
  if (near.some((it) => contains(it, cidr))) return [];
  const prefix = cidr.prefix + 1;
  const upper = cidr.first | (1n << BigInt((cidr.family === 4 ? 32 : 128) - prefix));
  return [
    { ...cidr, prefix },
    { ...cidr, prefix, first: upper },
  ].flatMap(outsideOf);
}

function textOf({ family, first, prefix }: Cidr): string {
  const [parts, bits] = family === 4 ? [4, 8n] : [8, 16n];
  const groups = Array.from(
    { length: parts },
    (_, at) => (first >> (bits * BigInt(parts - 1 - at))) & ((1n << bits) - 1n),
  );
  return `${groups.map((it) => it.toString(family === 4 ? 10 : 16)).join(family === 4 ? "." : ":")}/${prefix}`;
}
