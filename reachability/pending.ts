import { isUnknown, type Maybe, type Unknown } from "./maybe";
import { undecided, type Finding } from "./verdict";

export function later(what: string, { unknownUntil, fix = `wait until ${unknownUntil}` }: Unknown): Finding {
  return undecided(`${what} is unknown until ${unknownUntil}`, fix, unknownUntil);
}

/** The finding for the first fact that is not known yet; undefined if all are. */
export function pending(what: string, facts: readonly Maybe<unknown>[]): Finding | undefined {
  const fact = facts.find(isUnknown);
  return fact === undefined ? undefined : later(what, fact);
}
