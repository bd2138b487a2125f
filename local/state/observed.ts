import type { Entity, Transaction } from "./store";

/** A transaction that tells of each write before it happens; `entity` is missing where something is deleted. */
export function observed(
  transaction: Transaction,
  before: (kind: string, id: string, entity?: Entity<unknown>) => void,
): Transaction {
  return {
    get: (kind, id) => transaction.get(kind, id),
    list: (kind, where) => transaction.list(kind, where),
    byArn: (arn) => transaction.byArn(arn),
    put: (entity) => {
      before(entity.kind, entity.id, entity);
      transaction.put(entity);
    },
    delete: (kind, id) => {
      before(kind, id);
      transaction.delete(kind, id);
    },
  };
}
