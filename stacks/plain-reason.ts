/** Why the engine refused a call, in its own words without what it puts around them, and without colours. */
export function plainReason(error: unknown): string {
  const text = String(error instanceof Error ? error.message : error);
  const plain = text.replace(/\u001b\[[\d;]*m|<\{%[^%]*%\}>/g, "");
  return plain.replace(/^invocation of .*? error: /is, "").trim();
}
