/** The namespace of this program's own keys. */
export const NAMESPACE = "lattice-db";

/** A step of a remedy: a value set, or a key that goes where no value is given. */
export interface Edit {
  readonly key: string;
  readonly value?: string;
  /** Sets what is there now once more, in the open: a secret that should be none. */
  readonly plainly?: boolean;
}

/** One thing that is wrong with a stack's configuration. */
export interface ConfigProblem {
  /** The key with its namespace and its path, as `pulumi config set --path` takes it. */
  readonly key: string;
  /** What the value must be and what it is: "must be 1150-65535, got 80". */
  readonly text: string;
  /** True where the value must go. */
  readonly remove?: boolean;
  /** What puts it right, where it is neither that nor an example value. None: only a person can choose. */
  readonly edits?: readonly Edit[];
  /** Commands that put it right, where it is not the stack file that is wrong. */
  readonly run?: readonly string[];
}

/** A map or a list with something in it. */
export function isFilled(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

/** A path as `pulumi config --path` takes it: `databases.orders.sharedWith[0]`, `databases["a.b"]`. */
export function configKey(namespace: string, path: readonly PropertyKey[]): string {
  const parts = path.map((part, index) => {
    if (typeof part === "number") return `[${part}]`;
    const name = String(part);
    if (index === 0) return name;
    return /^[^.[\]"]+$/.test(name) ? `.${name}` : `["${name.replace(/["\\]/g, "\\$&")}"]`;
  });
  return `${namespace}:${parts.join("")}`;
}

/** The path of a key without its namespace, list places as numbers: what `configKey` made it of. */
export function pathOf(key: string): (string | number)[] {
  const path = key.slice(key.indexOf(":") + 1);
  return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[]+)/g)].map(([, quoted, place, name]) =>
    place === undefined ? (quoted?.replace(/\\(.)/g, "$1") ?? name ?? "") : Number(place),
  );
}

/** A value's longest form in a message, in characters. */
const MOST_SHOWN = 100;

/** How a value is written in a message. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN)}… (${text.length} characters)`;
}

/** A problem of one of this program's own keys. */
export function problem(path: readonly PropertyKey[], text: string): ConfigProblem {
  return { key: configKey(NAMESPACE, path), text };
}

/** Components say `field must …`: what comes before is the rest of the key, in the form of one. */
export function fieldProblem(path: readonly PropertyKey[], text: string): ConfigProblem {
  const [, field = "", said = text] = /^(.*?) ((?:must|is) .*)$/s.exec(text) ?? [];
  const found = problem([...path, ...pathOf(`:${field}`)], said);
  return said.startsWith("must be left out") ? { ...found, remove: true } : found;
}

/** The edits that give a value another place: each single value in it is set there, then the old key goes. */
export function moved(namespace: string, value: unknown, from: readonly PropertyKey[], to: Edit["key"]): Edit[] {
  const set = leaves(value).map(({ path, leaf }) => ({ key: `${to}${suffix(path)}`, value: leaf }));
  return [...set, { key: configKey(namespace, from) }];
}

function suffix(path: readonly (string | number)[]): string {
  return configKey("", ["", ...path]).slice(1);
}

/** The single values in a value, each as `pulumi config set` takes it. */
export function leaves(
  value: unknown,
  path: readonly (string | number)[] = [],
): { readonly path: readonly (string | number)[]; readonly leaf: string }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, [...path, index]));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
  }
  return [{ path, leaf: typeof value === "string" ? value : value === null ? "" : JSON.stringify(value) }];
}
