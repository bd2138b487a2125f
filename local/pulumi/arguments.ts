import { isAbsolute, resolve } from "node:path";
import { type CommandLine, type Flag, readArguments } from "./cli-arguments";
import { judgedCommands } from "./cli-flags";

/** Flags of the Pulumi CLI that take a path; a local run happens in another folder, so relative ones are made absolute. */
const PATH_FLAGS = new Set([
  "config-file",
  "file",
  "import-file",
  "out",
  "plan",
  "policy-pack",
  "policy-pack-config",
  "profiling",
  "save-plan",
]);

/** Flags that take an address, which may be that of a file: `file:trace.json`. */
const ADDRESS_FLAGS = new Set(["otel-traces", "tracing"]);

export interface ArgumentsContext {
  /** The folder the user typed the command in. */
  readonly cwd: string;
  /** The pack that judges, unless the user names one; left out where the project has none. */
  readonly policyPack?: string;
}

/**
 * The user's arguments for `pulumi`, as the local run passes them on.
 *
 * @throws Error for arguments of which cannot be told whether the pack would judge what they do.
 */
export function pulumiArguments(args: readonly string[], context: ArgumentsContext): string[] {
  const line = readArguments(args);
  const absolute = [...args];
  for (const { name, value, at } of line.flags) {
    if (value !== undefined && at !== undefined)
      absolute[at.index] = at.before + absoluteValue(name, value, context.cwd);
  }
  if (context.policyPack === undefined || !isJudged(line)) return absolute;
  const end = line.end ?? absolute.length;
  return [...absolute.slice(0, end), "--policy-pack", context.policyPack, ...absolute.slice(end)];
}

/** Whether a command judges resources and the user has named no pack that does. */
function isJudged({ command, flags }: CommandLine): boolean {
  if (command === undefined || !Object.hasOwn(judgedCommands, command)) return false;
  if (flags.some(isHelp)) return false;
  const packs = flags.filter(({ name }) => name === "policy-pack");
  if (packs.some(({ value = "" }) => value.trim() === "")) {
    throw new Error(
      `pulumi ${command}: --policy-pack names no folder; leave it out to be judged by the project's pack`,
    );
  }
  return packs.length === 0;
}

const isHelp = ({ name, value }: Flag): boolean => (name === "help" || name === "h") && value === undefined;

/** The stack an argument list names with -s or --stack, or undefined. */
export const stackArgument = (args: readonly string[]): string | undefined =>
  readArguments(args)
    .flags.filter(({ name }) => name === "s" || name === "stack")
    .at(-1)?.value;

function absoluteValue(flag: string, value: string, cwd: string): string {
  if (PATH_FLAGS.has(flag)) return absolutePath(value, cwd);
  const [, scheme, path] = (ADDRESS_FLAGS.has(flag) && /^(file:(?:\/\/)?)(.+)$/s.exec(value)) || [];
  return scheme === undefined || path === undefined ? value : scheme + absolutePath(path, cwd);
}

function absolutePath(path: string, cwd: string): string {
  return path === "" || path === "-" || isAbsolute(path) ? path : resolve(cwd, path);
}
