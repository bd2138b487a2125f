import { stackOutputs } from "./connect-as";
import type { Session } from "./session";

/** What a command of a client needs of the caller's terminal and session. */
export function terminalNeeds(session: Session) {
  const { stdout, stderr } = process;
  return {
    cloudSocket: session.cloud.socket,
    stackOutputs: (stack: string) => stackOutputs(session, stack),
    stdout,
    stderr,
  };
}
