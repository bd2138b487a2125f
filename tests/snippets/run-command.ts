import { execFile } from "node:child_process";
import { promisify } from "node:util";

const executed = promisify(execFile);

/** Runs a command to its end; answers what it printed. @throws Error with what it said. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const { stdout } = await executed(command, [...args], { ...options, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

/** Whether a command is there. */
export async function isThere(command: string, ...args: readonly string[]): Promise<boolean> {
  try {
    await runCommand(command, args);
    return true;
  } catch {
    return false;
  }
}
