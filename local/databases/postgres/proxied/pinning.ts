/** A statement longer than this pins (RDS user guide, "Avoiding pinning an RDS Proxy"). */
const LONGEST_TEXT = 16 * 1024;

const QUERY = "Q".charCodeAt(0);
const PARSE = "P".charCodeAt(0);

/** What the guide names for RDS for PostgreSQL, by where a statement begins or what it has in it. */
const causes: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/(?:^|;)\s*(?:SET|RESET)\b/i, "SQL changed session settings that the proxy doesn't track"],
  [/\bset_config\s*\(/i, "SQL changed session settings that the proxy doesn't track"],
  [/(?:^|;)\s*(?:PREPARE|DEALLOCATE|EXECUTE)\b/i, "A named prepared statement was used"],
  [/(?:^|;)\s*DISCARD\b/i, "The session's state was discarded"],
  [/\bCREATE\s+(?:LOCAL\s+|GLOBAL\s+)?TEMP(?:ORARY)?\b|\bINTO\s+TEMP(?:ORARY)?\b/i, "A temporary object was made"],
  [/(?:^|;)\s*DECLARE\b/i, "A cursor was declared"],
  [/(?:^|;)\s*(?:LISTEN|UNLISTEN)\b/i, "The session listens on a notification channel"],
  [/(?:^|;)\s*LOAD\b/i, "A library was loaded"],
  [/\b(?:nextval|setval|currval|lastval)\s*\(/i, "A sequence was used"],
  [/\bpg_(?:try_)?advisory_(?!xact)\w*lock\w*\s*\(/i, "An advisory lock was used"],
];

/** Why a client's message ties the client to its connection to the server; undefined where it does not. */
export function pinReason(message: Buffer): string | undefined {
  const [type] = message;
  if (type !== QUERY && type !== PARSE) return undefined;
  const body = message.subarray(5);
  const end = type === PARSE ? body.indexOf(0) : -1;
  if (end > 0) return "A named prepared statement was used";
  if (message.length > LONGEST_TEXT) return "The statement is longer than 16 KB";
  const text = withoutComments(body.toString("utf8", end + 1));
  return causes.find(([pattern]) => pattern.test(text))?.[1];
}

function withoutComments(text: string): string {
  return text.replace(/--[^\n]*|\/\*[^]*?\*\//g, " ");
}
