import type { RdsEndpoint } from "../services/rds/endpoints";
import type { Services } from "../services/services";
import type { Databases } from "./databases";
import type { LoginState } from "./engine";
import { engines } from "./engines";
import { tokenProblem } from "./iam-login";

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
  { instance, server }: Pick<RdsEndpoint, "instance" | "server">,
  { user, token }: { readonly user: string; readonly token?: string | undefined },
): Promise<LoginFinding> {
  const problem = token === undefined ? undefined : tokenProblem(services, instance, user, token);
  const hasServer = engines.has(instance.data.engine);
  return {
    ...(hasServer ? { state: await (await databases.ready(server)).loginState(user) } : {}),
    isMasterUser: user === instance.data.masterUsername,
    ...(problem === undefined ? {} : { tokenProblem: problem }),
  };
}
