import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { run } from "./connect";
import type { ConnectDeps } from "./connect/connect-deps";
import { ownerOf } from "./connect/owner-stack";
import type { Session } from "./session";

/** What `connect` needs of a session: its cloud, and the outputs of its stacks. */
export function connectDeps(session: Session, streams: Pick<ConnectDeps, "stdin" | "stdout" | "stderr">): ConnectDeps {
  return {
    cloudSocket: session.cloud.socket,
    stackOutputs: (stack) => stackOutputs(session, stack),
    ownerOf: (address) => ownerOf(session.state.backend, address),
    historyFile: join(session.state.root, "connect-history"),
    ...streams,
  };
}

/** How a `connect` ended, and what it printed. */
export interface Connected {
  readonly code: number;
  readonly output: string;
}

/** Runs `connect ARGS` and keeps what it prints. */
export async function connectAs(session: Session, args: readonly string[]): Promise<Connected> {
  const output = new PassThrough();
  const printed = text(output);
  const code = await run(args, connectDeps(session, { stdin: Readable.from([]), stdout: output, stderr: output }));
  output.end();
  return { code, output: await printed };
}

/** A stack's outputs; none where it is not deployed. */
export async function stackOutputs(session: Session, stack: string): Promise<Readonly<Record<string, unknown>>> {
  if (!session.pulumi.hasStack(stack)) return {};
  const { code, stdout, stderr } = await session.pulumi.capture(["stack", "output", "--json", "--stack", stack]);
  if (code !== 0) throw new Error(`pulumi stack output --stack ${stack} failed: ${stderr.trim()}`);
  return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
}
