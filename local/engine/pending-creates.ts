import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A creation the engine had begun and not seen the end of. */
export interface PendingCreate {
  readonly urn: string;
}

interface Checkpoint {
  readonly checkpoint?: {
    readonly latest?: {
      readonly pending_operations?: readonly { readonly type: string; readonly resource: { readonly urn: string } }[];
    };
  };
}

/** The creations an interrupted run left open in a stack's state, read from the local backend's file. */
export function pendingCreates(backend: string, stack: string): PendingCreate[] {
  const path = join(backend, ".pulumi", "stacks", "lattice-db", `${stack}.json`);
  if (!existsSync(path)) return [];
  const { checkpoint } = JSON.parse(readFileSync(path, "utf8")) as Checkpoint;
  return (checkpoint?.latest?.pending_operations ?? [])
    .filter(({ type }) => type === "creating")
    .map(({ resource }) => ({ urn: resource.urn }));
}

/**
 * `pulumi refresh` arguments that settle them: a creation that did happen is taken into the state by its id, one that
 * did not is forgotten. `created` answers the id the local cloud gave the resource of a URN.
 */
export function settlingArguments(
  pending: readonly PendingCreate[],
  created: (urn: string) => string | undefined,
): string[] {
  const imports = pending.flatMap(({ urn }) => {
    const id = created(urn);
    return id === undefined ? [] : ["--import-pending-creates", urn, "--import-pending-creates", id];
  });
  return ["refresh", "--yes", "--skip-preview", "--clear-pending-creates", ...imports];
}
