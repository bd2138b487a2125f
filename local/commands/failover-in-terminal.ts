import { failover, type FailoverArguments } from "./failover";
import type { Session } from "./session";
import { terminalNeeds } from "./terminal-needs";

/** `failover NAME` with the caller's terminal. */
export async function failoverInTerminal(args: FailoverArguments, open: () => Promise<Session>): Promise<number> {
  return failover(args, terminalNeeds(await open()));
}
