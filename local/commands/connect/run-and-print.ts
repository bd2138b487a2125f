import type { Writable } from "node:stream";
import type { Client } from "pg";
import { asJson, asTable, type StatementResult } from "../../client/print-rows";
import { runStatements } from "../../client/run-statements";

/** Runs SQL and answers what to print, a text for each statement. */
export async function printed(client: Client, sql: string, json: boolean): Promise<string[]> {
  return asPrinted(await runStatements(client, sql, !json), json);
}

export function asPrinted(results: readonly StatementResult[], json: boolean): string[] {
  return results.map((result) => (json ? asJson(result) : asTable(result)));
}

/** Says the server's notices; a connection that breaks is told by the statement that needs it. */
export function listenTo(client: Client, stderr: Writable): Client {
  client.on("notice", ({ severity, message }) => stderr.write(`${severity ?? "NOTICE"}: ${message ?? ""}\n`));
  client.on("error", () => undefined);
  return client;
}
