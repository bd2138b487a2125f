import { parseArgs } from "node:util";
import { KINDS, type Kind } from "./kinds";

export const USAGE = `usage: npm run test:matrix -- [options]
  --only KIND   one kind of database: ${KINDS.map(({ key }) => key).join(", ")}
  --write       writes the table to docs/database-matrix.md, of all kinds
  --help        this
Deploys every kind of database on a local cloud of its own, uses each from another account, takes a hop away, and prints
what came of it. Ends with 0 where all checks passed, 1 where one failed, 2 where these arguments are wrong.`;

/** What the command was asked for. */
export interface Arguments {
  readonly kinds: readonly Kind[];
  readonly writes: boolean;
  readonly asksForHelp: boolean;
}

/** Reads the arguments; as text, what is wrong with them. */
export function readArguments(given: readonly string[]): Arguments | string {
  const options = { only: { type: "string" }, write: { type: "boolean" }, help: { type: "boolean" } } as const;
  let values;
  try {
    ({ values } = parseArgs({ args: [...given], options, strict: true, allowPositionals: false }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { only, write: writes = false, help: asksForHelp = false } = values;
  const kind = KINDS.find(({ key }) => key === only);
  if (only !== undefined && kind === undefined) return `--only must name a kind of database, got "${only}"`;
  if (only !== undefined && writes) return "--write must stand alone: the page has all kinds";
  const kinds = kind === undefined ? KINDS : KINDS.filter(({ key }) => key === kind.key || key === kind.needs);
  return { kinds, writes, asksForHelp };
}
