/**
 * The object a file of Pulumi's holds.
 * @param where The file, for the message.
 * @param writtenBy The command that writes such files.
 * @throws Error that says what the file holds instead, and what to do.
 */
export function jsonObject(text: string, where: string, writtenBy: string): Readonly<Record<string, unknown>> {
  // Windows PowerShell puts a byte order mark in front of what it redirects.
  const trimmed = text.replace(/^\uFEFF/, "").trim();
  const again = `write it again with: ${writtenBy}`;
  if (trimmed === "") throw new Error(`${where}: is empty; ${again}`);
  if (trimmed.startsWith("{") && !trimmed.endsWith("}")) {
    throw new Error(`${where}: is cut off after ${trimmed.length} characters; ${again}`);
  }
  const value = parsed(trimmed, `${where}: is not JSON; ${again}`);
  if (isRecord(value)) return value;
  throw new Error(`${where}: holds no JSON object, got ${Array.isArray(value) ? "a list" : typeof value}; ${again}`);
}

function parsed(text: string, message: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Error(message);
  }
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
