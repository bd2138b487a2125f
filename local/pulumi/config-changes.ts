import { isDeepStrictEqual } from "node:util";

/** The `config` of a stack file, or a map in it. A secret is a map with the one key `secure`, at any depth. */
export type ConfigMap = Readonly<Record<string, unknown>>;

/** One value that was set or, where `value` is missing, removed. */
export interface ConfigChange {
  readonly path: readonly string[];
  readonly value?: unknown;
}

/** `plain` with the secrets that `local` has, each in its place; those whose map `plain` does not have any more are left out. */
export function withSecretsOf(local: ConfigMap, plain: ConfigMap): ConfigMap {
  const kept = Object.entries(local).flatMap(([key, value]) => {
    if (isSecret(value)) return [[key, value] as const];
    const own = plain[key];
    if (isMap(value) && isMap(own)) return [[key, withSecretsOf(value, own)] as const];
    // Items of a list have no names to find them by: it is what the last command left, or what it is now.
    return holdsSecret(value) && Array.isArray(own) ? [[key, value] as const] : [];
  });
  return { ...plain, ...Object.fromEntries(kept) };
}

/** What turns `before` into `after`, as far as it is no secret: single values, not the maps they are in. */
export function changesBetween(before: ConfigMap, after: ConfigMap, at: readonly string[] = []): ConfigChange[] {
  const removed = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  const set = Object.entries(after).filter(([key, value]) => !isDeepStrictEqual(value, before[key]));
  return [
    ...removed.map((key) => ({ path: [...at, key] })),
    ...set.flatMap(([key, value]) => {
      const earlier = before[key];
      if (isSecret(value)) return [];
      if (isMap(value) && !isSecret(earlier)) return changesInMap(earlier, value, [...at, key]);
      return holdsSecret(value) ? [] : [{ path: [...at, key], value }];
    }),
  ];
}

/** A map that is new is one change, unless there is a secret in it. */
function changesInMap(before: unknown, after: ConfigMap, at: readonly string[]): ConfigChange[] {
  if (isMap(before) || holdsSecret(after)) return changesBetween(isMap(before) ? before : {}, after, at);
  return [{ path: at, value: after }];
}

function isMap(value: unknown): value is ConfigMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSecret(value: unknown): boolean {
  return isMap(value) && Object.keys(value).length === 1 && typeof value["secure"] === "string";
}

function holdsSecret(value: unknown): boolean {
  if (isSecret(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsSecret);
}
