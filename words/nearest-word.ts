/** How many changes may lie between a text and a word that is still like it. */
type Bound = (text: string, word: string) => number;

/** Of what a person types: a slip, which is a change, or a third of the word. */
export const typed: Bound = (_text, word) => Math.max(1, Math.floor(word.length / 3));

/** Of what a person half remembers, where a wrong guess does no harm: two changes, or half of the longer one. */
export const remembered: Bound = (text, word) => Math.max(2, Math.floor(Math.max(text.length, word.length) / 2));

/** The one of some words that is most like a text, for "did you mean"; `undefined` where none is within the bound. */
export function nearestWord(text: string, words: Iterable<string>, bound: Bound): string | undefined {
  const ranked = [...words].map((word) => [editsBetween(text.toLowerCase(), word.toLowerCase()), word] as const);
  const [best] = ranked.sort(([first], [second]) => first - second);
  if (best === undefined) return undefined;
  const [edits, word] = best;
  return edits <= bound(text, word) ? word : undefined;
}

/** How many characters have to be put in, taken out or changed (Levenshtein). */
function editsBetween(from: string, to: string): number {
  // Longer than any word: not worth comparing.
  if (from.length > 100) return from.length;
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [line, character] of from.split("").entries()) {
    const next = [line + 1];
    for (let column = 1; column <= to.length; column++) {
      const changed = (row[column - 1] ?? 0) + (to[column - 1] === character ? 0 : 1);
      next.push(Math.min(changed, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
