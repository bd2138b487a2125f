import type { Connection } from "mysql2/promise";
import type { LoginState } from "../engine";
import { rowsOf } from "./admin";
import { TOKEN_METHOD } from "./iam-statement";

/** How far a login of this user with tokens has got, from whichever hosts it may come. */
export async function loginState(connection: Connection, user: string): Promise<LoginState> {
  const accounts = await rowsOf(
    connection,
    `SELECT JSON_VALUE(Priv, '$.plugin') AS method, JSON_VALUE(Priv, '$.account_locked') AS locked
      FROM mysql.global_priv WHERE User = ? AND JSON_VALUE(Priv, '$.is_role') IS NULL`,
    [user],
  );
  if (accounts.length === 0) return "missing";
  const open = accounts.filter(({ locked }) => !["1", "true"].includes(String(locked)));
  if (open.length === 0) return "may not log in";
  return open.some(({ method }) => method === TOKEN_METHOD) ? "ready" : "no tokens";
}
