import type { Entity } from "../state/store";
import type { DbInstance } from "../services/rds/entities";
import type { Services } from "../services/services";
import { type Databases, isRunnable } from "./databases";
import { tokenProblem } from "./iam-login";
import { loginRules } from "./postgres/roles";

/** How far a login with tokens has got on a database, as its owner can see. */
export type LoginState = "missing" | "may not log in" | "no tokens" | "ready";

/** What the local cloud sees of a login, where AWS tells a client no more than that it failed. */
export interface LoginFinding {
  /** Absent where no server runs here for the engine. */
  readonly state?: LoginState;
  readonly isMasterUser: boolean;
  /** Why the token, where one was given, would not let the user in; never anything of the token. */
  readonly tokenProblem?: string;
}

/** Looks at a user of a database, and at the token it was tried with. */
export async function loginFinding(
  services: Services,
  databases: Databases,
  instance: Entity<DbInstance>,
  { user, token }: { readonly user: string; readonly token?: string | undefined },
): Promise<LoginFinding> {
  const problem = token === undefined ? undefined : tokenProblem(services, instance, user, token);
  return {
    ...(isRunnable(instance) ? { state: await loginState(databases, instance, user) } : {}),
    isMasterUser: user === instance.data.masterUsername,
    ...(problem === undefined ? {} : { tokenProblem: problem }),
  };
}

async function loginState(databases: Databases, instance: Entity<DbInstance>, user: string): Promise<LoginState> {
  const server = await databases.ready(instance);
  return server.run(async (client) => {
    const { rows } = await client.query<{ login: boolean }>(
      "SELECT rolcanlogin AS login FROM pg_roles WHERE rolname = $1",
      [user],
    );
    const [role] = rows;
    if (role === undefined) return "missing";
    if (!role.login) return "may not log in";
    return (await loginRules(client, user)).byIam ? "ready" : "no tokens";
  });
}
