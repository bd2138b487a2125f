import { INIT_DB, QUERY } from "../commands";

/** A statement longer than this pins (RDS user guide, "Avoiding pinning an RDS Proxy"). */
export const LONGEST_TEXT = 16 * 1024;

/** What a session keeps over the connections that it is lent, one after the other. */
export type Tracked =
  | { readonly what: "database"; readonly name: string }
  | { readonly what: "names" | "autocommit"; readonly sql: string };

/** What the guide names for MySQL and MariaDB, by where a statement begins or what it has in it. */
const causes: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/(?:^|;)\s*LOCK\s+TABLES?\b|\bFLUSH\s+TABLES\b.*\bWITH\s+READ\s+LOCK\b/is, "A table was locked"],
  [/\bGET_LOCK\s*\(/i, "A named lock was used"],
  [/\bCREATE\s+(?:OR\s+REPLACE\s+)?TEMPORARY\b/i, "A temporary table was made"],
  [/(?:^|;)\s*(?:PREPARE|EXECUTE|DEALLOCATE|DROP\s+PREPARE)\b/i, "A prepared statement was used"],
  [/\b(?:ROW_COUNT|FOUND_ROWS|LAST_INSERT_ID)\s*\(/i, "A function that looks back at the statement before was used"],
  [/(?:^|;)\s*(?:HANDLER|USE)\b/i, "The session's state was changed in a way that the proxy doesn't track"],
  [/:=/, "A user variable was set"],
];

const VARIABLES = /(?:^|;)\s*SET\b/i;
/** The next transaction only, which is on one connection anyway. */
const SET_FOR_TRANSACTION = /^\s*SET\s+(?:TRANSACTION|LOCAL)\b/i;
const VARIABLE_REASON = "SQL changed session settings that the proxy doesn't track";

/**
 * Why a command ties the client to its connection to the server; undefined where it does not.
 *
 * @param excludesSets whether `EXCLUDE_VARIABLE_SETS` says that SET does not.
 */
export function pinReason(body: Buffer, excludesSets: boolean): string | undefined {
  const [command] = body;
  if (command === INIT_DB) return undefined;
  if (command !== QUERY) return "A prepared statement was used";
  const text = withoutComments(body.toString("utf8", 1));
  if (trackedIn(body) !== undefined) return undefined;
  const cause = causes.find(([pattern]) => pattern.test(text))?.[1];
  if (cause !== undefined) return cause;
  const setsVariables = VARIABLES.test(text) && !SET_FOR_TRANSACTION.test(text);
  return setsVariables && !excludesSets ? VARIABLE_REASON : undefined;
}

const NAMES = /^\s*SET\s+NAMES\s+['"]?\w+['"]?(?:\s+COLLATE\s+['"]?\w+['"]?)?\s*;?\s*$/i;
const AUTOCOMMIT = /^\s*SET\s+(?:SESSION\s+|@@(?:session\.)?)?autocommit\s*:?=\s*(?:[01]|ON|OFF|TRUE|FALSE)\s*;?\s*$/i;
const USE = /^\s*USE\s+(?:`([^`]+)`|([\w$]+))\s*;?\s*$/i;

/** What a command changes that the session is to keep, once the server has said yes. */
export function trackedIn(body: Buffer): Tracked | undefined {
  const [command] = body;
  const text = body.toString("utf8", 1);
  if (command === INIT_DB) return { what: "database", name: text };
  if (command !== QUERY) return undefined;
  const plain = withoutComments(text);
  const [, quoted, bare] = USE.exec(plain) ?? [];
  const name = quoted ?? bare;
  if (name !== undefined) return { what: "database", name };
  if (NAMES.test(plain)) return { what: "names", sql: plain };
  return AUTOCOMMIT.test(plain) ? { what: "autocommit", sql: plain } : undefined;
}

/** What stands in a comment that begins with an exclamation mark is run. */
function withoutComments(text: string): string {
  const run = text.replace(/\/\*M?!\d*([^]*?)\*\//g, " $1 ");
  return run.replace(/--\s[^\n]*|#[^\n]*|\/\*[^]*?\*\//g, " ");
}
