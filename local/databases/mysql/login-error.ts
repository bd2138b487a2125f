import type { MysqlError } from "./packets";

/** A login that the front itself refuses, in MySQL's numbers and words. */
export class LoginError extends Error implements MysqlError {
  override readonly name = "LoginError" as const;

  /** @param state SQLSTATE, five characters. */
  constructor(
    readonly code: number,
    readonly state: string,
    message: string,
  ) {
    super(message);
  }
}

export function badHandshake(): LoginError {
  return new LoginError(1043, "08S01", "Bad handshake");
}

export function outOfOrder(): LoginError {
  return new LoginError(1156, "08S01", "Got packets out of order");
}

export function unsupportedMethod(): LoginError {
  const words =
    "Client does not support authentication protocol requested by server; consider upgrading MariaDB client";
  return new LoginError(1251, "08004", words);
}

/** `require_secure_transport`: MySQL's number for it, which is MariaDB's too. */
export function insecureTransport(): LoginError {
  const words = "Connections using insecure transport are prohibited while --require_secure_transport=ON.";
  return new LoginError(3159, "HY000", words);
}

export function accessDenied(user: string, address: string, hasSaidSomething: boolean): LoginError {
  const said = hasSaidSomething ? "YES" : "NO";
  return new LoginError(1045, "28000", `Access denied for user '${user}'@'${address}' (using password: ${said})`);
}
