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

/** Creations under way, by URN: they go on when the engine that asked for them is gone. */
const underWay = new Map<string, Promise<unknown>>();

/** Keeps a creation known as under way until it has ended, whichever way. */
export async function creating<T>(urn: string, work: () => Promise<T>): Promise<T> {
  const creation = work();
  const ended = creation.catch(() => undefined);
  underWay.set(urn, ended);
  void ended.then(() => {
    if (underWay.get(urn) === ended) underWay.delete(urn);
  });
  return creation;
}

/** `POST /providers/created` `{ urns }` answers `{ ids }`: the resource ids of those URNs that have been created, once none is under way. */
export function creationRoutes(store: Store): Routes {
  const created = async (body: unknown): Promise<unknown> => {
    const { urns } = body as { readonly urns: readonly string[] };
    await Promise.all(urns.flatMap((urn) => underWay.get(urn) ?? []));
    const ids = urns.flatMap((urn) => {
      const found = store.get(creationKind, urn);
      return found === undefined ? [] : [[urn, found.data.resourceId]];
    });
    return { ids: Object.fromEntries(ids) as Record<string, string> };
  };
  return { "POST /providers/created": created };
}
