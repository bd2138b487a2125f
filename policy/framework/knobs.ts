import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";

/** One thing an organisation may set for a rule, with the value it has when nobody sets it. */
export interface Knob<T> {
  readonly schema: PolicyConfigJSONSchema;
  readonly fallback: T;
  /** Set where every entry is a regular expression. */
  readonly patterns?: true;
}

export type Knobs = Readonly<Record<string, Knob<unknown>>>;

/** The values of a rule's knobs. */
export type KnobValues<K extends Knobs> = { readonly [Name in keyof K]: K[Name] extends Knob<infer T> ? T : never };

export const integer = (fallback: number, description: string, minimum = 0): Knob<number> => ({
  schema: { type: "integer", minimum, default: fallback, description },
  fallback,
});

export const boolean = (fallback: boolean, description: string): Knob<boolean> => ({
  schema: { type: "boolean", default: fallback, description },
  fallback,
});

export const choice = <T extends string>(options: readonly T[], fallback: T, description: string): Knob<T> => ({
  schema: { type: "string", enum: [...options], default: fallback, description },
  fallback,
});

export const integers = (fallback: readonly number[], description: string): Knob<readonly number[]> => ({
  schema: { type: "array", items: { type: "integer" }, default: [...fallback], description },
  fallback,
});

/** @param pattern A regular expression every entry must match. */
export const strings = (
  fallback: readonly string[],
  description: string,
  pattern?: string,
): Knob<readonly string[]> => ({
  schema: {
    type: "array",
    items: { type: "string", ...(pattern === undefined ? {} : { pattern }) },
    default: [...fallback],
    description,
  },
  fallback,
});

/** Lists of texts by name. */
export const lists = (description: string): Knob<Readonly<Record<string, unknown>>> => ({
  schema: {
    type: "object",
    additionalProperties: { type: "array", items: { type: "string" } },
    default: {},
    description,
  },
  fallback: {},
});

/** Regular expressions of the names of what is meant. */
export const patterns = (description: string): Knob<readonly string[]> => ({
  ...strings([], description),
  patterns: true,
});

/**
 * The knobs' values for this run. The engine fills in a schema's defaults only if it called Configure, so each
 * knob falls back here too; a value of the wrong kind (which the engine refuses beforehand) counts as not set.
 */
export function knobValues<K extends Knobs>(knobs: K, config: Readonly<Record<string, unknown>>): KnobValues<K> {
  const values = Object.entries(knobs).map(([name, knob]) => {
    const given = config[name];
    return [name, fits(given, knob.schema) ? given : knob.fallback];
  });
  return Object.fromEntries(values) as KnobValues<K>;
}

/** Whether one of an organisation's regular expressions fits the text; one that is none fits nothing. */
export const matchesAny = (patterns: readonly string[], text: string): boolean =>
  patterns.some((pattern) => {
    try {
      return new RegExp(pattern).test(text);
    } catch {
      return false;
    }
  });

/** Whether a value is of the kind a knob wants. */
export function fits(value: unknown, schema: PolicyConfigJSONSchema): boolean {
  switch (schema.type) {
    case "integer":
      return Number.isInteger(value) && (value as number) >= (schema.minimum ?? Number.NEGATIVE_INFINITY);
    case "array":
      return Array.isArray(value) && value.every((item) => fits(item, schema.items as PolicyConfigJSONSchema));
    case "string":
      return typeof value === "string" && (schema.enum === undefined || schema.enum.includes(value));
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    default:
      return typeof value === schema.type;
  }
}
