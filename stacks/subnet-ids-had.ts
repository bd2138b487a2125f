import type { Outputs } from "./own-outputs";

/** Of what a stack handed out, the subnet ids at a path; none where there are none. */
export function subnetIdsHad(before: Outputs | undefined, ...path: readonly string[]): readonly string[] {
  let at: unknown = before;
  for (const key of path) at = typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined;
  return Array.isArray(at) ? at.filter((id) => typeof id === "string") : [];
}
