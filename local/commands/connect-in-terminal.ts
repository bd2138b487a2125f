import { asksForHelp } from "./asks-for-help";
import { run } from "./connect";
import { CONNECT_USAGE } from "./connect-arguments";
import { connectDeps } from "./connect-as";
import type { Session } from "./session";

/** `connect ARGS` with the caller's terminal. */
export async function connect(args: readonly string[], session: () => Promise<Session>): Promise<number> {
  if (asksForHelp(args, CONNECT_USAGE)) return 0;
  return run(args, connectDeps(await session(), process));
}
