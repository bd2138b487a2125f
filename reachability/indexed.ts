/**
 * A look-up built once per list and kept as long as the list lives. Lists of a topology are never changed, and copies of
 * a topology share them.
 */
export function indexed<T, V>(build: (list: readonly T[]) => V): (list: readonly T[]) => V {
  const built = new WeakMap<readonly T[], V>();
  return (list) => {
    const known = built.get(list);
    if (known !== undefined) return known;
    const made = build(list);
    built.set(list, made);
    return made;
  };
}

/** By id, the first of each. */
export function idsOf<T extends { readonly id: string }>(): (list: readonly T[]) => ReadonlyMap<string, T> {
  return indexed((list) => new Map([...list].reverse().map((item) => [item.id, item])));
}
