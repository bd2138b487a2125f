/**
 * A function whose results are kept for the same keys as long as the first key, a topology or one of its lists, lives:
 * these never change. Keys are told apart as a map does, so the function may depend on nothing but them.
 */
export function remembered<K extends readonly [object, ...unknown[]], V>(make: (...keys: K) => V): (...keys: K) => V {
  const root = new Level<V>();
  return (...keys) => {
    let level = root;
    for (const key of keys) level = level.below(key);
    level.made ??= { value: make(...keys) };
    return level.made.value;
  };
}

/** What is kept for the keys so far. Objects are held weakly: a client or a copy of a database lives for one question. */
class Level<V> {
  made: { readonly value: V } | undefined;
  private weak: WeakMap<object, Level<V>> | undefined;
  private plain: Map<unknown, Level<V>> | undefined;

  below(key: unknown): Level<V> {
    if (typeof key === "object" && key !== null) {
      const levels = (this.weak ??= new WeakMap<object, Level<V>>());
      return levels.get(key) ?? kept(levels, key, new Level<V>());
    }
    const levels = (this.plain ??= new Map<unknown, Level<V>>());
    return levels.get(key) ?? kept(levels, key, new Level<V>());
  }
}

function kept<K, L>(levels: { set(key: K, level: L): unknown }, key: K, level: L): L {
  levels.set(key, level);
  return level;
}
