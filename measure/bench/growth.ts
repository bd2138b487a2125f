/** A work of some size, and what it took. */
export interface Sized {
  readonly size: number;
  readonly milliseconds: number;
}

/** What the larger one took, and how that grew: by size^1.0 is linear. */
export function growth(smaller: Sized, larger: Sized): string {
  const exponent = Math.log(larger.milliseconds / smaller.milliseconds) / Math.log(larger.size / smaller.size);
  return `${larger.milliseconds.toFixed(0)} ms, grows by size^${exponent.toFixed(1)}`;
}
