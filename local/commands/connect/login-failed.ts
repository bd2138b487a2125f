import type { Login } from "../../client/database-client";

/** The way was open, and the database did not let the login in. */
export class LoginFailed extends Error {
  override readonly name = "LoginFailed" as const;

  constructor(
    override readonly cause: unknown,
    readonly login: Login,
  ) {
    super(`the database does not let ${login.user} in`);
  }
}
