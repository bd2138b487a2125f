/** The one of some words that is most like a text, for "did you mean"; `undefined` where none is like it. */
export function nearestWord(text: string, words: Iterable<string>): string | undefined {
  const ranked = [...words].map((word) => [editsBetween(text.toLowerCase(), word.toLowerCase()), word] as const);
  const [best] = ranked.sort(([first], [second]) => first - second);
  if (best === undefined) return undefined;
  const [edits, word] = best;
  return edits <= Math.max(1, Math.floor(word.length / 3)) ? word : undefined;
}

/** How many characters have to be put in, taken out or changed (Levenshtein). */
function editsBetween(from: string, to: string): number {
  // Longer than any key: not worth comparing.
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
