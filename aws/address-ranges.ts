import { coveredBy, overlap, parseCidr } from "./cidr";

/** `10.0.0.0/16`, `::/0`, or a single address. */
export function isCidr(text: string): boolean {
  return parseCidr(text) !== undefined;
}

/** Whether two ranges share an address; a text that is no range shares none. */
export function rangesOverlap(a: string, b: string): boolean {
  const [one, other] = [parseCidr(a), parseCidr(b)];
  return one !== undefined && other !== undefined && overlap(one, other);
}

/** Whether every address of `range` lies in one of `covers`, together or alone; a text that is no range lies in none. */
export function covered(range: string, covers: readonly string[]): boolean {
  const parsed = parseCidr(range);
  if (parsed === undefined) return false;
  const ranges = covers.map(parseCidr).filter((cover) => cover !== undefined);
  return coveredBy(parsed, ranges);
}
