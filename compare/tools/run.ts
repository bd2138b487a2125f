import { spawnSync } from "node:child_process";

/** What a command printed, and how long it took. Throws with its complaints if it failed. */
export function run(command: string, args: readonly string[], options: { readonly cwd?: string } = {}) {
  const start = performance.now();
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    ...options,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const milliseconds = performance.now() - start;
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${error?.message ?? stderr.slice(-2000)}`);
  return { stdout, milliseconds };
}
