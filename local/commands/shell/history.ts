import { closeSync, constants, fchmodSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";

const MOST_LINES = 1000;

/** What must not stand in a file in clear: passwords, their verifiers, tokens, keys, and URLs that have a password. */
const SECRETS = [
  /(pass(word|wd)?|pwd|secret|token|credential)s?\b[\s=:(]*(E|U&)?['"$]/i,
  /(pass(word|wd)?|pwd|secret|token)\s*=/i,
  /\bidentified\s+(\w+\s+)*(by|as)\b/i,
  /scram-sha-256\$|\bmd5[0-9a-f]{32}\b/i,
  /x-amz-(signature|security-token|credential)/i,
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  /-----BEGIN [A-Z ]*PRIVATE KEY/,
  /:\/\/[^\s/@:]*:[^\s/@]+@/,
] as const;

/** True where a statement may be remembered: nothing in it looks like a secret. */
export function mayBeKept(statement: string): boolean {
  return statement.trim() !== "" && !SECRETS.some((pattern) => pattern.test(statement));
}

/** The lines of earlier conversations, in a file of its owner alone. Without a file nothing is kept. */
export class History {
  /** The newest first, as readline has them. */
  readonly newestFirst: readonly string[];
  #last: string | undefined;

  constructor(private readonly file?: string) {
    const lines = file === undefined ? [] : readLines(file);
    const kept = lines.slice(-MOST_LINES);
    if (file !== undefined && lines.length > 2 * MOST_LINES) write(file, kept, "whole");
    this.#last = kept.at(-1);
    this.newestFirst = kept.reverse();
  }

  /** Keeps a statement's lines, all of them or, where there may be a secret in one, none. @throws where it cannot. */
  add(statement: string): void {
    if (this.file === undefined || statement === this.#last || !mayBeKept(statement)) return;
    const lines = statement.split("\n").filter((line) => line.trim() !== "");
    write(this.file, lines, "more");
    this.#last = statement;
  }
}

function readLines(file: string): string[] {
  let descriptor;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch {
    // None yet, or none that may be read: a conversation without the earlier ones.
    return [];
  }
  try {
    return readFileSync(descriptor, "utf8")
      .split("\n")
      .filter((line) => line !== "");
  } finally {
    closeSync(descriptor);
  }
}

/** Appends, so that two conversations at once keep both their lines. */
function write(file: string, lines: readonly string[], how: "whole" | "more"): void {
  const { O_WRONLY, O_CREAT, O_NOFOLLOW, O_APPEND } = constants;
  const descriptor = openSync(file, O_WRONLY | O_CREAT | O_NOFOLLOW | O_APPEND, 0o600);
  try {
    fchmodSync(descriptor, 0o600);
    if (how === "whole") ftruncateSync(descriptor);
    writeSync(descriptor, lines.map((line) => `${line}\n`).join(""));
  } finally {
    closeSync(descriptor);
  }
}
