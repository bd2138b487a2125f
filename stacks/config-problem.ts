/** The namespace of this program's own keys. */
export const NAMESPACE = "lattice-db";

/** One thing that is wrong with a stack's configuration. */
export interface ConfigProblem {
  /** The key with its namespace and its path, as `pulumi config set --path` takes it. */
  readonly key: string;
  /** What the value must be and what it is: "must be 1150-65535, got 80". */
  readonly text: string;
  /** True where the value must go. */
  readonly remove?: boolean;
}

/** A path as `pulumi config --path` takes it: `databases.orders.sharedWith[0]`. */
export function configKey(namespace: string, path: readonly PropertyKey[]): string {
  const parts = path.map((part, index) =>
    typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`,
  );
  return `${namespace}:${parts.join("")}`;
}

/** How a value is written in a message. */
export function shown(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

/** A problem of one of this program's own keys. */
export function problem(path: readonly PropertyKey[], text: string): ConfigProblem {
  return { key: configKey(NAMESPACE, path), text };
}

/** Components say `field must …`: the first word is the rest of the key. */
export function fieldProblem(path: readonly PropertyKey[], text: string): ConfigProblem {
  const [field = "", ...rest] = text.split(" ");
  return problem([...path, ...field.split(".")], rest.join(" "));
}
