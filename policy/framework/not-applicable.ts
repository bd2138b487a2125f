import type { Resource } from "../../resources/resource";
import { withoutTraces } from "../../resources/without-traces";

/** What of the SDK's arguments says that a policy neither passed nor failed. */
export interface NotApplicable {
  notApplicable(reason?: string): never;
}

const said = new Map<string, unknown>();

/**
 * The SDK has this said by an error it throws. Most rules say it of most resources, so the error for each reason is made
 * once, and without a stack trace; both together make a call of the pack half as long.
 */
export function notApplicable(args: NotApplicable, reason: string, again = true): never {
  if (said.has(reason)) throw said.get(reason);
  try {
    return withoutTraces(() => args.notApplicable(reason));
  } catch (error) {
    if (again) said.set(reason, error);
    throw error;
  }
}

/** Where a value was not known yet, no finding does not mean compliant. */
export function passOrUndecided(resources: readonly Resource[], args: NotApplicable): void {
  const unknowns = resources.flatMap((resource) => [...resource.unknowns].map((path) => `${resource.name}.${path}`));
  if (unknowns.length > 0) notApplicable(args, `not known before the update: ${unknowns.join(", ")}`, false);
}
