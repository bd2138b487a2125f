import { asksForHelp } from "./asks-for-help";
import { stackOutputs } from "./connect-as";
import { forward } from "./forward";
import { FORWARD_USAGE, TOKEN_USAGE } from "./forward-arguments";
import type { Session } from "./session";
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
  return forward(args, { ...needs(await session()), stopped });
}

/** `token ARGS` with the caller's terminal. */
export async function tokenInTerminal(args: readonly string[], session: () => Promise<Session>): Promise<number> {
  return asksForHelp(args, TOKEN_USAGE) ? 0 : token(args, needs(await session()));
}

function needs(session: Session) {
  const { stdout, stderr } = process;
  return {
    cloudSocket: session.cloud.socket,
    stackOutputs: (stack: string) => stackOutputs(session, stack),
    stdout,
    stderr,
  };
}
