import { parseCidr } from "../aws/cidr";

/** Without `end` itself. */
export interface Span<N extends number | bigint> {
  readonly from: N;
  readonly end: N;
}

export interface Addresses extends Span<bigint> {
  readonly family: 4 | 6;
}

const parsed = new Map<string, Addresses | undefined>();
/** Enough for the ranges of a large topology; past it a new start is cheaper than keeping count of use. */
const most = 10_000;

/** The addresses of a range or a single address; undefined for a text that is neither. */
export function addressesOf(text: string): Addresses | undefined {
  const known = parsed.get(text);
  if (known !== undefined || parsed.has(text)) return known;
  if (parsed.size >= most) parsed.clear();
  const made = parse(text);
  parsed.set(text, made);
  return made;
}

function parse(text: string): Addresses | undefined {
  const cidr = parseCidr(text);
  if (cidr === undefined) return undefined;
  const host = BigInt((cidr.family === 4 ? 32 : 128) - cidr.prefix);
  return { family: cidr.family, from: cidr.first, end: cidr.first + (1n << host) };
}

/** `whole` in pieces, in order, so that each of `others` holds a piece entirely or not at all. */
export function cut<N extends number | bigint>(whole: Span<N>, others: readonly Span<N>[]): readonly Span<N>[] {
  const inside = others.flatMap(({ from, end }) => [from, end]).filter((it) => whole.from < it && it < whole.end);
  const marks = [...new Set([whole.from, ...inside, whole.end])].sort((a, b) => (a < b ? -1 : 1));
  return marks.slice(0, -1).flatMap((from, at) => {
    const end = marks[at + 1];
    return end === undefined ? [] : [{ from, end }];
  });
}

/** Whether a piece that `cut` made lies in `span`. */
export function holds<N extends number | bigint>(span: Span<N>, piece: Span<N>): boolean {
  return span.from <= piece.from && piece.end <= span.end;
}
