/** A value that is not known yet: at preview, or in an account nobody listed. */
export interface Unknown {
  /** Why, or until when, as the end of a sentence: `the gateway is created`. */
  readonly unknownUntil: string;
  /** What to do about it, where that is more than to wait. */
  readonly fix?: string;
}

export type Maybe<T> = T | Unknown;

/** @param until Completes «unknown until …». */
export function unknown(until: string, fix?: string): Unknown {
  return { unknownUntil: until, ...(fix === undefined ? {} : { fix }) };
}

export function isUnknown(value: unknown): value is Unknown {
  return typeof value === "object" && value !== null && "unknownUntil" in value;
}

export function known<T>(value: Maybe<T>): T | undefined {
  return isUnknown(value) ? undefined : value;
}

export function onlyKnown<T>(values: readonly Maybe<T>[]): readonly T[] {
  return values.filter((value): value is T => !isUnknown(value));
}
