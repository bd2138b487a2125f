import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { usersText } from "./text";
import { usersOfContract } from "./users-of-contract";

const USAGE = `usage: npm run users -- STACK | --contract FILE

Prints the SQL that makes every database user of a producer's grants, to be run as the master user of each database. It
can be run again, and holds no secret. STACK is a producer's stack, whose contract Pulumi is asked for; FILE has the
contract, as "pulumi stack output contract --json" prints it.
`;

interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

/** @returns 0, 1 where there is no contract, 2 for wrong usage. */
export function main(args: readonly string[], project: string, { stdout, stderr }: Streams): number {
  const [first = "--help", file, ...more] = args;
  const isFile = first === "--contract" && file !== undefined;
  if (first === "--help" || first === "-h") return said(stdout, USAGE, args.length === 0 ? 2 : 0);
  if (more.length > 0 || (!isFile && (first.startsWith("-") || file !== undefined))) return said(stderr, USAGE, 2);
  try {
    const contract: unknown = JSON.parse(isFile ? readFileSync(file, "utf8") : contractOf(first, project));
    return said(stdout, usersText(usersOfContract(contract)), 0);
  } catch (error) {
    return said(stderr, `error: ${error instanceof Error ? error.message : String(error)}\n`, 1);
  }
}

function said(stream: Streams["stdout"], text: string, code: number): number {
  stream.write(text);
  return code;
}

function contractOf(stack: string, project: string): string {
  const args = ["stack", "output", "contract", "--json", "--stack", stack];
  const { status, stdout, stderr, error } = spawnSync("pulumi", args, { cwd: project, encoding: "utf8" });
  if (error !== undefined) throw new Error(`pulumi cannot be run (${error.message}): give --contract FILE`);
  if (status !== 0) throw new Error(`pulumi ${args.join(" ")} failed: ${stderr.trim()}`);
  return stdout;
}
