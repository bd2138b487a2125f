import type { DatabaseError } from "pg";
import type { MysqlSaid } from "../../client/mysql-client";

type Said = Pick<DatabaseError, "severity" | "message" | "code" | "detail" | "hint" | "position">;

/** An error of PostgreSQL's: its SQLSTATE, the place in the statement, and what else it says. */
export function databaseMessage({ severity, message, code, position, detail, hint }: Said, statement?: string): string {
  const lines = [`${severity ?? "ERROR"}: ${message}${code === undefined ? "" : ` (SQLSTATE ${code})`}`];
  if (statement !== undefined && position !== undefined) lines.push(...placeInStatement(statement, Number(position)));
  if (detail !== undefined) lines.push(`DETAIL: ${detail}`);
  if (hint !== undefined) lines.push(`HINT: ${hint}`);
  if (/^extension "[^"]+" is not available$/.test(message)) {
    lines.push("HINT: local/README.md lists the extensions that the local cloud has, and those of RDS that it has not");
  }
  return lines.join("\n");
}

/** An error of MySQL's or MariaDB's, as `mysql` writes it. */
export function mysqlMessage({ errno, sqlState, sqlMessage }: MysqlSaid): string {
  return `ERROR ${String(errno)} (${sqlState}): ${sqlMessage}`;
}

/** The line with the character at `position` (from 1, in code points), and a mark under it. */
function placeInStatement(statement: string, position: number): string[] {
  const characters = Array.from(statement);
  if (!(position >= 1) || position > characters.length + 1) return [];
  const before = characters.slice(0, position - 1).join("");
  const start = before.lastIndexOf("\n") + 1;
  const [line = ""] = statement.slice(start).split("\n", 1);
  const number = before.split("\n").length;
  const label = `LINE ${number}: `;
  // Tabs stay tabs, so that the mark stands under its place.
  const indent = before.slice(start).replace(/[^\t]/gu, " ");
  return [`${label}${line}`, `${" ".repeat(label.length)}${indent}^`];
}
