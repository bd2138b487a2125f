import type { Client, QueryArrayResult } from "pg";
import type { StatementResult } from "./print-rows";

/** Runs one or several statements as they are; `asText` leaves every value as PostgreSQL wrote it. */
export async function runStatements(
  client: Client,
  text: string,
  asText: boolean,
): Promise<readonly StatementResult[]> {
  const types = { getTypeParser: () => (value: string) => value };
  const answer: Answer | readonly Answer[] = await client.query<unknown[]>({
    text,
    rowMode: "array",
    ...(asText ? { types } : {}),
  });
  const results = "rows" in answer ? [answer] : answer;
  return (
    results
      // An empty statement has no command.
      .filter(({ command }) => typeof command === "string")
      .map(({ command, rowCount, fields, rows }) => {
        return { command, rowCount, columns: fields.map(({ name }) => name), rows };
      })
  );
}

/** `pg` answers several statements with several results, whatever its types say. */
type Answer = QueryArrayResult<unknown[]>;
