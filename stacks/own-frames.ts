/**
 * The same error with this program's own frames in its stack. Frames of the SDK tell a user nothing; and Pulumi hands
 * every error to `util.inspect` in colour, in which Node.js 20.20 loops until memory ends at a frame such as
 * `node_modules/@pulumi/resource.ts:1593:22`, as the SDK's source maps make it (10 s and more before the message shows).
 */
export function withOwnFrames(error: unknown): unknown {
  if (!(error instanceof Error) || error.stack === undefined) return error;
  const isForeign = (line: string) => line.startsWith("    at ") && line.includes("node_modules");
  error.stack = error.stack
    .split("\n")
    .filter((line) => !isForeign(line))
    .join("\n");
  return error;
}
