import { asksForHelp } from "./asks-for-help";
import { forward } from "./forward";
import { FORWARD_USAGE, TOKEN_USAGE } from "./forward-arguments";
import type { Session } from "./session";
import { terminalNeeds } from "./terminal-needs";
import { token } from "./token";

/** `forward ARGS` with the caller's terminal, until Ctrl-C. */
export async function forwardInTerminal(args: readonly string[], session: () => Promise<Session>): Promise<number> {
  if (asksForHelp(args, FORWARD_USAGE)) return 0;
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(signal, () => {
        resolve();
      });
    }
  });
  return forward(args, { ...terminalNeeds(await session()), stopped });
}

/** `token ARGS` with the caller's terminal. */
export async function tokenInTerminal(args: readonly string[], session: () => Promise<Session>): Promise<number> {
  return asksForHelp(args, TOKEN_USAGE) ? 0 : token(args, terminalNeeds(await session()));
}
