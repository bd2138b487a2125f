import { stackOutputs } from "./connect-as";
import { failover, type FailoverArguments } from "./failover";
import type { Session } from "./session";

/** `failover NAME` with the caller's terminal. */
export async function failoverInTerminal(args: FailoverArguments, open: () => Promise<Session>): Promise<number> {
  const session = await open();
  const { stdout, stderr } = process;
  const outputs = (stack: string) => stackOutputs(session, stack);
  return failover(args, { cloudSocket: session.cloud.socket, stackOutputs: outputs, stdout, stderr });
}
