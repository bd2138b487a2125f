import type { Routes } from "../cloud/routes";
import { kind, type Store } from "../cloud/store";

/** Which resource the newest creation for a URN has made. Entity id: the URN. */
interface Creation {
  readonly resourceId: string;
}
const creationKind = kind<Creation>("provider:creation");

/** An engine that is killed between the creation and its own record of it knows the URN only. */
export async function rememberCreation(store: Store, urn: string, resourceId: string): Promise<void> {
  await store.put({ kind: creationKind, id: urn, arn: "", account: "", region: "", data: { resourceId } });
}

/** `POST /providers/created` `{ urns }` answers `{ ids }`: the resource ids of those URNs that have been created. */
export function creationRoutes(store: Store): Routes {
  const created = (body: unknown): Promise<unknown> => {
    const { urns } = body as { readonly urns: readonly string[] };
    const ids = urns.flatMap((urn) => {
      const found = store.get(creationKind, urn);
      return found === undefined ? [] : [[urn, found.data.resourceId]];
    });
    return Promise.resolve({ ids: Object.fromEntries(ids) as Record<string, string> });
  };
  return { "POST /providers/created": created };
}
