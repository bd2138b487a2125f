import type { Copy } from "./store-copy";

/** The copy that has all that was acknowledged, or why neither can be known to have it. */
export type Choice = Chosen | { readonly lost: string };

interface Chosen {
  readonly copy: Copy;
  /** The other copy holds the same. */
  readonly same: boolean;
  /** What is damaged in the other copy, where more than a process that was killed explains it. */
  readonly damaged?: string;
}

/**
 * Decides by both copies of the state. A write goes to the journal, which is then synced, and only then to the twin;
 * it is acknowledged when it stands in both. So one sound copy is enough; and a last write that is not whole was never
 * acknowledged where the other copy does not have it and has nothing broken itself. (A twin that lost its end together
 * with the machine's power is merely behind: the journal is synced.)
 * @param journal undefined: missing, or not even its first line can be read.
 */
export function chooseCopy(journal: Copy | undefined, twin: Copy | undefined): Choice {
  if (journal === undefined && twin === undefined) return { lost: "neither copy can be read" };
  if (journal === undefined || twin === undefined) return onlyOne(journal, twin);
  const order = compare(journal, twin);
  if (order < 0) {
    return twin.rest === "nothing"
      ? { copy: twin, same: false, damaged: `the journal ${ends(journal)}` }
      : { lost: `the journal ${ends(journal)}, and its twin ${ends(twin)}` };
  }
  if (order === 0 && journal.checksum !== twin.checksum) return { lost: "the two copies differ" };
  if (journal.rest === "more" || (journal.rest === "one write" && twin.rest !== "nothing")) {
    return { lost: `the journal ${ends(journal)}, and its twin ${ends(twin)}` };
  }
  const same = order === 0 && twin.rest === "nothing";
  return same || isBehind(twin, journal)
    ? { copy: journal, same }
    : { copy: journal, same, damaged: `the journal's twin ${ends(twin)}` };
}

/** As a process leaves it that is killed between the two: in a write, or in writing the whole state anew. */
function isBehind(twin: Copy, journal: Copy): boolean {
  const generations = journal.snapshot.generation - twin.snapshot.generation;
  if (generations === 1) return journal.writes.length === 0 && twin.rest === "nothing";
  return generations === 0 && journal.writes.length - twin.writes.length <= 1 && twin.rest !== "more";
}

function onlyOne(journal: Copy | undefined, twin: Copy | undefined): Choice {
  const [copy, here, other] = journal === undefined ? [twin, "twin", "journal"] : [journal, "journal", "twin"];
  if (copy === undefined) return { lost: "neither copy can be read" };
  return copy.rest === "nothing"
    ? { copy, same: false, damaged: `the ${other} is missing or unreadable` }
    : { lost: `the ${other} is missing or unreadable, and the ${here} ${ends(copy)}` };
}

/** Which is further. Where a rewrite of the whole state was cut short, the one that has it is. */
function compare(one: Copy, other: Copy): number {
  return one.snapshot.generation - other.snapshot.generation || one.writes.length - other.writes.length;
}

function ends({ writes, length, rest }: Copy): string {
  const at = `after ${String(writes.length)} writes (byte ${String(length)})`;
  return rest === "nothing" ? `ends ${at}` : `is damaged ${at}`;
}
