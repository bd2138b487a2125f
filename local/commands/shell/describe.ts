import type { Client } from "pg";
import { asTable } from "../../client/print-rows";
import { type CatalogQuery, columnsOf, databases, detailsOf, relations, relationsNamed, roles } from "./catalog";
import type { MetaCommand } from "./meta-command";
import { namePattern } from "./name-pattern";

const ALL_KINDS = "rpvmSf";
const TABLES = "rp";

/** What `\d`, `\dt`, `\l` and `\du` print. */
export async function describeCatalog(client: Client, command: MetaCommand): Promise<string> {
  const { name, argument } = command;
  const pattern = argument === undefined ? undefined : namePattern(argument);
  switch (name) {
    case "d":
      return pattern === undefined
        ? listed(client, relations(ALL_KINDS), "relations", argument)
        : described(client, relationsNamed(pattern), argument ?? "");
    case "dt":
      return listed(client, relations(TABLES, pattern), "tables", argument);
    case "l":
      return listed(client, databases(pattern), "databases", argument);
    case "du":
      return listed(client, roles(pattern), "roles", argument);
    default:
      throw new Error(`\\${name} asks the server for nothing`);
  }
}

async function listed(client: Client, query: CatalogQuery, what: string, asked: string | undefined): Promise<string> {
  const { columns, rows } = await rowsOf(client, query);
  if (rows.length > 0) return tableOf(columns, rows);
  return asked === undefined ? `Did not find any ${what}.` : `Did not find any ${what} named "${asked}".`;
}

async function described(client: Client, query: CatalogQuery, asked: string): Promise<string> {
  const { rows: found } = await rowsOf(client, query);
  if (found.length === 0) return `Did not find any relation named "${asked}".`;
  const texts: string[] = [];
  for (const [oid = "", schema = "", name = "", kind = ""] of found) {
    const { columns, rows } = await rowsOf(client, columnsOf(oid));
    const { rows: details } = await rowsOf(client, detailsOf(oid));
    const title = `${kind.charAt(0).toUpperCase()}${kind.slice(1)} "${schema}.${name}"`;
    texts.push([title, tableOf(columns, rows, false), ...headed(details)].join("\n"));
  }
  return texts.join("\n\n");
}

/** Each text under its heading, which is said once. */
function headed(details: readonly (readonly string[])[]): string[] {
  return details.flatMap(([heading = "", text = ""], at) => [
    ...(details[at - 1]?.[0] === heading ? [] : [`${heading}:`]),
    `    ${text}`,
  ]);
}

function tableOf(columns: readonly string[], rows: readonly (readonly string[])[], counted = true): string {
  const table = asTable({ command: "SELECT", rowCount: rows.length, columns, rows });
  return counted ? table : table.slice(0, table.lastIndexOf("\n"));
}

async function rowsOf(client: Client, { text, values }: CatalogQuery) {
  const { fields, rows } = await client.query<string[]>({ text, values: [...values], rowMode: "array" });
  return { columns: fields.map(({ name }) => name), rows };
}
