/** The value a path leads to; what an object has of its class is none. */
export function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, part) => {
    const isThere = typeof at === "object" && at !== null && Object.hasOwn(at, part);
    return isThere ? (at as Record<PropertyKey, unknown>)[part] : undefined;
  }, given);
}
