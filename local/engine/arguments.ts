import { isAbsolute, resolve } from "node:path";

/** Flags of the Pulumi CLI that take a path; a local run happens in another folder, so relative ones are made absolute. */
const PATH_FLAGS = new Set([
  "--config-file",
  "--file",
  "--import-file",
  "--out",
  "--plan",
  "--policy-pack",
  "--policy-pack-config",
  "--save-plan",
  "--tracing",
]);

/** Commands that judge resources, and so run the project's policy pack. */
const JUDGED = new Set(["up", "update", "preview", "pre", "watch"]);

export interface ArgumentsContext {
  /** The folder the user typed the command in. */
  readonly cwd: string;
  /** The pack that judges, unless the user names one; left out where the project has none. */
  readonly policyPack?: string;
}

/** The user's arguments for `pulumi`, as the local run passes them on. */
export function pulumiArguments(args: readonly string[], context: ArgumentsContext): string[] {
  const absolute = args.map((argument, index) => {
    const previous = args[index - 1];
    if (previous !== undefined && PATH_FLAGS.has(previous)) return absolutePath(argument, context.cwd);
    const [flag = "", ...value] = argument.split("=");
    return PATH_FLAGS.has(flag) && value.length > 0
      ? `${flag}=${absolutePath(value.join("="), context.cwd)}`
      : argument;
  });
  const command = pulumiCommand(args);
  const hasPack = args.some((argument) => argument === "--policy-pack" || argument.startsWith("--policy-pack="));
  if (
    context.policyPack === undefined ||
    command === undefined ||
    !JUDGED.has(command) ||
    hasPack ||
    args.includes("--help") ||
    args.includes("-h")
  )
    return absolute;
  return [...absolute, "--policy-pack", context.policyPack];
}

/** The command among the arguments (`up` of `-s producer up`), or undefined. */
export function pulumiCommand(args: readonly string[]): string | undefined {
  return args.find((argument, index) => !argument.startsWith("-") && !takesValue(args[index - 1]));
}

/** The stack an argument list names with -s or --stack, or undefined. */
export function stackArgument(args: readonly string[]): string | undefined {
  for (const [index, argument] of args.entries()) {
    if (argument === "-s" || argument === "--stack") return args[index + 1];
    if (argument.startsWith("--stack=")) return argument.slice("--stack=".length);
    if (/^-s[^-]/.test(argument)) return argument.slice(2).replace(/^=/, "");
  }
  return undefined;
}

function takesValue(flag: string | undefined): boolean {
  return (
    flag === "-s" ||
    flag === "--stack" ||
    flag === "-C" ||
    flag === "--cwd" ||
    flag === "--color" ||
    flag === "-v" ||
    PATH_FLAGS.has(flag ?? "")
  );
}

function absolutePath(path: string, cwd: string): string {
  return path === "" || path === "-" || isAbsolute(path) ? path : resolve(cwd, path);
}
