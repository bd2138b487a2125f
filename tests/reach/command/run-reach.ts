import { PassThrough } from "node:stream";
import { join } from "node:path";
import { main } from "../../../reach/command/main";

const recorded = join(__dirname, "../../recorded/0.1");

/** The recorded stacks, as arguments. */
export const recordedStates = ["producer", "consumer"].flatMap((name) => ["--state", join(recorded, `${name}.json`)]);

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as `npm run reach -- ARGS` does, with an environment of its own. */
export async function runReach(
  args: readonly string[],
  { project = "/nowhere", env = {} }: { readonly project?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Ended> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await main(args, { project, env, stdout, stderr });
  const text = (stream: PassThrough): string => String((stream.read() as Buffer | null) ?? "");
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

/** On the recorded stacks. */
export function onRecorded(...args: readonly string[]): Promise<Ended> {
  return runReach([...args, ...recordedStates]);
}
