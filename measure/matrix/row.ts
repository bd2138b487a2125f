import type { Kind, Way } from "./kinds";

/** What came of one check. */
export interface Cell {
  readonly verdict: "passed" | "failed";
  /** What the table says. */
  readonly text: string;
  /** What was printed where it failed. */
  readonly output?: string;
}

/** A way and what came of it. */
export interface Row {
  readonly kind: Kind;
  readonly way: Way;
  /** What answers, such as `PostgreSQL 18.4`; none where the way is a gap. */
  readonly server?: string;
  /** None where the way is a gap. */
  readonly sql?: Cell;
  /** A hop that is taken away each. */
  readonly refusals: readonly Cell[];
  /** Of a replica, a reader, or a restored database. */
  readonly reading?: Cell;
}

export function passed(text: string): Cell {
  return { verdict: "passed", text };
}

export function failed(output: string): Cell {
  return { verdict: "failed", text: "NO", output: output.trim() };
}

/** Several checks of one cell: it says what the first one that failed says, or all. */
export function cellsOf({ sql, refusals, reading }: Row): readonly Cell[] {
  return [sql, ...refusals, reading].filter((cell) => cell !== undefined);
}
