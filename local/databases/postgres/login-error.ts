/** A login that fails before any password is wrong; PostgreSQL's own code and words (src/backend/libpq/auth*.c). */
export class LoginError extends Error {
  override readonly name = "LoginError" as const;

  /** @param code SQLSTATE. */
  constructor(
    readonly code: string,
    message: string,
    readonly detail?: string,
  ) {
    super(message);
  }
}

export function violation(message: string, detail?: string): LoginError {
  return new LoginError("08P01", message, detail);
}

export function malformed(detail: string): LoginError {
  return violation("malformed SCRAM message", detail);
}
