import type { Open } from "./statement-reader";

/** `I` idle, `T` in a transaction, `E` in a failed one; null: not connected. PostgreSQL's letters. */
export type Transaction = "I" | "T" | "E" | null;

const marks = { I: "", T: "*", E: "!" } as const;

/** psql's default prompt: the database, what is open, the transaction. `orders=> `, `orders->`, `orders=*> `. */
export function promptFor(database: string, open: Open, transaction: Transaction): string {
  if (transaction === null) return `${database} (not connected)${open}> `;
  return `${database}${open}${marks[transaction]}> `;
}
