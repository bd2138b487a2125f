import type { Entity, Kind, Reads } from "../state/store";
import type { Caller } from "./services";

/** The caller's own entity in the Region it asks. Another account's, or another Region's, is as good as none. */
export function owned<T>(reads: Reads, kind: Kind<T>, id: string, caller: Caller): Entity<T> | undefined {
  const entity = reads.get(kind, id);
  return entity !== undefined && isOwn(entity, caller) ? entity : undefined;
}

/** All of a kind that the caller has in the Region it asks. */
export function allOwned<T>(reads: Reads, kind: Kind<T>, caller: Caller): readonly Entity<T>[] {
  return reads.list(kind, (entity) => isOwn(entity, caller));
}

function isOwn(entity: Pick<Entity, "account" | "region">, caller: Caller): boolean {
  return entity.account === caller.account && entity.region === caller.region;
}
