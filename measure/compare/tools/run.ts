import { spawnSync } from "node:child_process";

/** Runs a command and writes the processor time it and its children took, in seconds, behind its own complaints. */
const measured = `
import resource, subprocess, sys
status = subprocess.call(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
sys.stderr.write("\\n%f" % (used.ru_utime + used.ru_stime))
sys.exit(status)
`;

/**
 * What a command printed, and the processor time it took: unlike wall time, that hardly depends on what else the
 * machine does. Throws with the command's complaints if it failed.
 */
export function run(command: string, args: readonly string[], options: { readonly cwd?: string } = {}) {
  const { status, stdout, stderr, error } = spawnSync("python3", ["-c", measured, command, ...args], {
    ...options,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${error?.message ?? stderr.slice(-2000)}`);
  return { stdout, seconds: Number(stderr.slice(stderr.lastIndexOf("\n"))) };
}
