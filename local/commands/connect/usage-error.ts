/** A mistake in what was asked for; the message says what to ask for instead. */
export class UsageError extends Error {
  override readonly name = "UsageError" as const;
}
