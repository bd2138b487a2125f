/** One line of `npm run bench`. */
export interface Measurement {
  readonly name: string;
  /** With its unit. */
  readonly value: string;
}

/** How long one run takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** The median times of two works that are run in turn, so that what else the machine does counts for both. */
export async function timedInTurn(
  times: number,
  first: () => Promise<unknown>,
  second: () => Promise<unknown>,
): Promise<readonly [number, number]> {
  const taken: (readonly [number, number])[] = [];
  for (let run = 0; run < times; run++) taken.push([await timed(first), await timed(second)]);
  return [median(taken.map(([time]) => time)), median(taken.map(([, time]) => time))];
}

/** Of an odd number of values the one in the middle. */
export function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
