import { run } from "./connect";
import { CONNECT_USAGE } from "./connect-arguments";
import { connectDeps } from "./connect-as";
import type { Session } from "./session";

/** `connect ARGS` with the caller's terminal. */
export async function connect(args: readonly string[], session: () => Promise<Session>): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(`${CONNECT_USAGE}\n`);
    return 0;
  }
  return run(args, connectDeps(await session(), process));
}
