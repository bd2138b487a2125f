import type { ClientBase } from "pg";
import type { LoginState } from "../engine";
import { loginRules } from "./roles";

/** How far a login of this user with tokens has got. */
export async function loginState(client: ClientBase, user: string): Promise<LoginState> {
  const { rows } = await client.query<{ login: boolean }>(
    "SELECT rolcanlogin AS login FROM pg_roles WHERE rolname = $1",
    [user],
  );
  const [role] = rows;
  if (role === undefined) return "missing";
  if (!role.login) return "may not log in";
  return (await loginRules(client, user)).byIam ? "ready" : "no tokens";
}
