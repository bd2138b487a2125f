import { type CliFlags, globalFlags, judgedCommands } from "./cli-flags";

/** A flag as it stands among the arguments. */
export interface Flag {
  /** Without dashes: `stack`, `s`. */
  readonly name: string;
  readonly value?: string;
  /** Where the value stands among the arguments, and what stands before it there: `--stack=`. */
  readonly at?: Position;
}

interface Position {
  readonly index: number;
  readonly before: string;
}

/** A command line as the Pulumi CLI reads it. */
export interface CommandLine {
  /** The command by the name it was given, `up`; left out where there is none. */
  readonly command?: string;
  readonly flags: readonly Flag[];
  /** Where `--` stands, behind which nothing is a flag. */
  readonly end?: number;
}

/**
 * Reads arguments as the CLI does. What judges resources must be understood to the last flag: else the pack that judges
 * them could be left out unseen. Other commands are read as far as may be, and the CLI says what is wrong with them.
 *
 * @throws Error for a flag before the command, or of a command that judges, whose value is not known to follow or not.
 */
export function readArguments(args: readonly string[]): CommandLine {
  const flags: Flag[] = [];
  let command: string | undefined;
  let index = 0;
  while (index < args.length) {
    const argument = args[index] ?? "";
    if (argument === "--") return { ...(command !== undefined && { command }), flags, end: index };
    if (argument.startsWith("-") && argument !== "-") {
      const found = flagsIn(args, index, command);
      flags.push(...found.flags);
      index = found.next;
    } else {
      command ??= argument;
      index += 1;
    }
  }
  return { ...(command !== undefined && { command }), flags };
}

interface Found {
  readonly flags: readonly Flag[];
  /** The argument to read next. */
  readonly next: number;
}

function flagsIn(args: readonly string[], index: number, command: string | undefined): Found {
  const argument = args[index] ?? "";
  return argument.startsWith("--") ? longFlag(args, index, command) : shortFlags(args, index, command);
}

function longFlag(args: readonly string[], index: number, command: string | undefined): Found {
  const argument = args[index] ?? "";
  const [, name = "", value] = /^--([^=]*)(?:=(.*))?$/s.exec(argument) ?? [];
  const next = takesNext(name, command, argument);
  if (value !== undefined) return given(name, value, { index, before: `--${name}=` }, index + 1);
  return next ? given(name, args[index + 1], { index: index + 1, before: "" }, index + 2) : alone(name, index);
}

/** `-yf`, `-sdev`, `-s=dev`, `-s dev`, and such joined: `-yfs dev`. */
function shortFlags(args: readonly string[], index: number, command: string | undefined): Found {
  const argument = args[index] ?? "";
  const flags: Flag[] = [];
  for (let at = 1; at < argument.length; at++) {
    const name = argument[at] ?? "";
    const rest = argument.slice(at + 1);
    const next = takesNext(name, command, argument);
    if (!next && !rest.startsWith("=")) {
      flags.push({ name });
      continue;
    }
    const before = argument.slice(0, at + 1) + (rest.startsWith("=") ? "=" : "");
    const found =
      rest === ""
        ? given(name, args[index + 1], { index: index + 1, before: "" }, index + 2)
        : given(name, argument.slice(before.length), { index, before }, index + 1);
    return { flags: [...flags, ...found.flags], next: found.next };
  }
  return { flags, next: index + 1 };
}

const alone = (name: string, index: number): Found => ({ flags: [{ name }], next: index + 1 });

const given = (name: string, value: string | undefined, at: Position, next: number): Found => ({
  flags: [{ name, ...(value !== undefined && { value, at }) }],
  next,
});

/** Whether a flag takes the next argument for its value. */
function takesNext(name: string, command: string | undefined, argument: string): boolean {
  const judged = command === undefined ? undefined : judgedCommands[command];
  const known = judged === undefined ? [globalFlags] : [globalFlags, judged];
  if (known.some(({ value }) => value.includes(name))) return true;
  if (known.some((flags) => flags.alone.includes(name))) return false;
  if (command === undefined) return takesNextAhead(name, argument);
  if (judged === undefined) return anyJudged("value").includes(name) || otherValues.includes(name);
  throw new Error(
    `pulumi ${command}: the flag ${argument} is not one of ${command}'s, so what follows it cannot be told from its ` +
      `value; "pulumi ${command} --help" lists those there are`,
  );
}

/** Before the command only global flags are sure; for the others the CLI takes the next argument for a value. */
function takesNextAhead(name: string, argument: string): boolean {
  if (anyJudged("value").includes(name) && !anyJudged("alone").includes(name)) return true;
  const fix = anyJudged("alone").includes(name) ? `: pulumi up ${argument}` : "";
  throw new Error(
    `pulumi: the flag ${argument} stands before the command, where only Pulumi's global flags can; ` +
      `write it behind the command${fix}`,
  );
}

const anyJudged = (kind: keyof CliFlags): readonly string[] =>
  Object.values(judgedCommands).flatMap((flags) => flags[kind]);

/** Flags of other commands whose value may be a path. */
const otherValues = ["file", "out", "plan"];
