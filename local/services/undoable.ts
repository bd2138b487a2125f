import { observed } from "../state/observed";
import type { Entity, Store, Transaction } from "../state/store";

/** A transaction's result, and the way back: `undo` puts everything it wrote back as it was. */
export interface Undoable<R> {
  readonly result: R;
  readonly undo: () => Promise<void>;
}

/** Runs `work` as `store.transaction` does, for a request whose second half (a server, say) may fail later. */
export async function undoable<R>(store: Store, work: (transaction: Transaction) => R): Promise<Undoable<R>> {
  const before: { readonly kind: string; readonly id: string; readonly entity: Entity | undefined }[] = [];
  const result = await store.transaction((transaction) => {
    const remember = (kind: string, id: string): void => {
      before.unshift({ kind, id, entity: transaction.get<Record<string, unknown>>(kind, id) });
    };
    return work(observed(transaction, remember));
  });
  const undo = (): Promise<void> =>
    store.transaction((transaction) => {
      for (const { kind, id, entity } of before) {
        if (entity === undefined) transaction.delete(kind, id);
        else transaction.put(entity);
      }
    });
  return { result, undo };
}
