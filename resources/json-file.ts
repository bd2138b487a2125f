/** A file of Pulumi's that cannot be read. */
export class UnreadableFile extends Error {
  override readonly name = "UnreadableFile" as const;

  /** @param what What is wrong with it, after its name: `is empty`. */
  constructor(
    where: string,
    readonly what: string,
    remedy?: string,
  ) {
    super(`${where}: ${what}${remedy === undefined ? "" : `; ${remedy}`}`);
  }
}

/**
 * The object a file of Pulumi's holds.
 * @param where The file, for the message.
 * @param writtenBy The command that writes such files.
 * @throws UnreadableFile that says what the file holds instead, and what to do.
 */
export function jsonObject(text: string, where: string, writtenBy: string): Readonly<Record<string, unknown>> {
  // Windows PowerShell puts a byte order mark in front of what it redirects.
  const trimmed = text.replace(/^\uFEFF/, "").trim();
  const again = `write it again with: ${writtenBy}`;
  if (trimmed === "") throw new UnreadableFile(where, "is empty", again);
  if (trimmed.startsWith("{") && !trimmed.endsWith("}")) {
    throw new UnreadableFile(where, `is cut off after ${trimmed.length} characters`, again);
  }
  const value = parsed(trimmed, new UnreadableFile(where, "is not JSON", again));
  if (isRecord(value)) return value;
  const kind = Array.isArray(value) ? "a list" : value === null ? "null" : typeof value;
  throw new UnreadableFile(where, `holds no JSON object, got ${kind}`, again);
}

function parsed(text: string, otherwise: UnreadableFile): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw otherwise;
  }
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
