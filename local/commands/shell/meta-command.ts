/** A line that is for the client, not for the database. */
export interface MetaCommand {
  readonly name: string;
  readonly argument?: string;
}

/** What each does, as `\?` prints it. */
const META_COMMANDS: Readonly<Record<string, readonly [usage: string, does: string]>> = {
  "?": ["\\?", "this help (so does help)"],
  q: ["\\q", "leave (so do Ctrl-D, quit and exit)"],
  r: ["\\r", "forget the statement begun (so does Ctrl-C)"],
  d: ["\\d [NAME]", "tables, views and sequences; or the columns, indexes and constraints of one"],
  dt: ["\\dt [NAME]", "tables"],
  du: ["\\du [NAME]", "roles"],
  l: ["\\l [NAME]", "databases"],
  conninfo: ["\\conninfo", "where this is connected to, and as whom"],
  timing: ["\\timing [on|off]", "say how long each statement took"],
};

const BARE: Readonly<Record<string, string>> = { help: "?", quit: "q", exit: "q" };

/** Reads a line; undefined where it is SQL. `help`, `quit` and `exit` count only where no statement has begun. */
export function metaCommand(line: string, isFirst: boolean): MetaCommand | undefined {
  const text = line.trim();
  const bare = BARE[text.replace(/;$/, "").toLowerCase()];
  if (isFirst && bare !== undefined) return { name: bare };
  const [, name, argument = ""] = /^\\(\?|[^\s\\]*)\s*([^]*)$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  const given = argument.replace(/\s*;$/, "").trim();
  return given === "" ? { name } : { name, argument: given };
}

export function isKnown({ name }: MetaCommand): boolean {
  return Object.hasOwn(META_COMMANDS, name);
}

/** The help in two columns. */
export function metaHelp(): string {
  const rows = Object.values(META_COMMANDS);
  const width = Math.max(...rows.map(([usage]) => usage.length));
  return [
    "A statement ends with a semicolon; until then it goes on over lines. Ctrl-C cancels a statement that runs.",
    ...rows.map(([usage, does]) => `  ${usage.padEnd(width)}  ${does}`),
    "NAME may have a schema before it, and * and ? in it, as in psql.",
  ].join("\n");
}

/** One line for a command there is none of. */
export function unknownMeta({ name }: MetaCommand): string {
  return `\\${name} is not known here; \\? lists what is`;
}
