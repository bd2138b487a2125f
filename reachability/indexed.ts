import { isUnknown, type Maybe } from "./maybe";

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

/** Some items of a list in its order, each once. */
export function inOrder<T>(list: readonly T[], some: readonly T[]): readonly T[] {
  if (some.length < 2) return some;
  const places = placesOf(list);
  return [...new Set(some)].sort((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0));
}

const placesOf = indexed((list: readonly unknown[]) => new Map(list.map((item, at) => [item, at])));

/**
 * A look-up of what names an id, or may name it because it names something that is not known; in the list's order. The
 * same id gives the same list, which can be indexed in its turn.
 */
export function naming<T>(
  namesOf: (item: T) => Maybe<readonly Maybe<string>[]>,
): (list: readonly T[], id: Maybe<string>) => readonly T[] {
  const index = indexed((list: readonly T[]) => namingIndex(list, namesOf));
  return (list, id) => (isUnknown(id) ? list : index(list)(id));
}

function namingIndex<T>(list: readonly T[], namesOf: (item: T) => Maybe<readonly Maybe<string>[]>) {
  const byName = new Map<string, T[]>();
  const loose: T[] = [];
  for (const item of list) {
    const names = namesOf(item);
    if (isUnknown(names) || names.some(isUnknown)) loose.push(item);
    for (const name of isUnknown(names) ? [] : names) if (!isUnknown(name)) addTo(byName, name, item);
  }
  const merged = new Map<string, readonly T[]>();
  return (id: string): readonly T[] => {
    const named = byName.get(id);
    // Ids that nothing names are not kept: anybody may ask for any.
    if (named === undefined) return loose;
    if (loose.length === 0) return named;
    const made = merged.get(id) ?? inOrder(list, [...named, ...loose]);
    merged.set(id, made);
    return made;
  };
}

/** An item that names the same twice is there once. */
function addTo<T>(groups: Map<string, T[]>, name: string, item: T): void {
  const others = groups.get(name);
  if (others === undefined) groups.set(name, [item]);
  else if (others.at(-1) !== item) others.push(item);
}
