import * as assert from "node:assert/strict";

/** The `config` of a stack file; a secret is a map with the one key `secure`, its text in the open here. */
export type StackConfig = Record<string, unknown>;

/**
 * What the remedies in a message do to a stack file when they are pasted: `pulumi config set` and `config rm` as CLI
 * 3.259 does them (`paste.spec.ts` has what it printed).
 * @returns the changed configuration, and the lines that were commands.
 */
export function paste(message: string, config: StackConfig): { config: StackConfig; commands: string[] } {
  const commands = message
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("pulumi config "));
  const changed = structuredClone(config);
  for (const command of commands) run(words(command), changed);
  return { config: changed, commands };
}

function run(command: readonly string[], config: StackConfig): void {
  const [, , verb] = command;
  const operands: string[] = [];
  for (let at = 3; at < command.length; at++) {
    const word = command[at] ?? "";
    if (word === "-s") at += 1;
    else if (!["--path", "--plaintext", "--"].includes(word)) operands.push(word);
  }
  const [key = "", value] = operands;
  const colon = key.indexOf(":");
  const [first, ...rest] = pathParts(key.slice(colon + 1));
  const path = [`${key.slice(0, colon)}:${String(first)}`, ...rest];
  if (verb === "rm") {
    removeAt(config, path);
    return;
  }
  assert.equal(verb, "set");
  assert.equal(operands.length, 2, `${command.join(" ")} sets one value`);
  const get = /^\$\(pulumi config get /.test(value ?? "");
  setAt(config, path, get ? opened(valueAt(config, path)) : typed(value ?? ""));
}

/** The words of a line, as a shell reads them; what is in `"$(…)"` stays one. */
function words(line: string): string[] {
  const tokens = line.match(/"\$\([^)]*\)"|(?:'[^']*'|\\'|[^\s'"<>|&;])+/g) ?? [];
  assert.equal(line.replace(/"\$\([^)]*\)"|(?:'[^']*'|\\'|[^\s'"<>|&;])+|\s/g, ""), "", `no shell syntax: ${line}`);
  return tokens.map((token) => {
    if (token.startsWith('"$(')) return token.slice(1, -1);
    return token.replace(/'([^']*)'|\\'/g, (whole, inner?: string) => inner ?? "'");
  });
}

function pathParts(path: string): (string | number)[] {
  return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[]+)/g)].map(([, quoted, place, name]) =>
    place === undefined ? (quoted?.replace(/\\(.)/g, "$1") ?? name ?? "") : Number(place),
  );
}

/** With `--path` whole numbers without leading zeros and true and false are no text. */
function typed(value: string): unknown {
  if (value === "true" || value === "false") return value === "true";
  return /^(?:0|-?[1-9]\d{0,17})$/.test(value) ? Number(value) : value;
}

function opened(value: unknown): unknown {
  const isSecret = typeof value === "object" && value !== null && "secure" in value;
  return isSecret ? value.secure : value;
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((at, part) => (at as Record<string | number, unknown> | undefined)?.[part], value);
}

function setAt(config: StackConfig, path: readonly (string | number)[], value: unknown): void {
  let at: any = config;
  for (const [index, part] of path.entries()) {
    if (Array.isArray(at)) assert.ok(typeof part === "number" && part <= at.length, "key for an array must be an int");
    if (index === path.length - 1) {
      at[part] = value;
      return;
    }
    const isThere = Object.hasOwn(at, part) && at[part] !== null && (typeof at[part] === "object" || index > 0);
    if (!isThere) at[part] = typeof path[index + 1] === "number" ? [] : {};
    assert.equal(typeof at[part], "object", `${path.join(".")}: expected a map`);
    at = at[part];
  }
}

function removeAt(config: StackConfig, path: readonly (string | number)[]): void {
  const parent: any = valueAt(config, path.slice(0, -1));
  const last = path.at(-1) ?? "";
  if (parent === undefined || parent === null) return;
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a stack file, keyed by it
  else delete parent[last];
}
