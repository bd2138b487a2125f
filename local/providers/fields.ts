/**
 * What a resource type's properties are: the declarative half of a handler. Check and diff are derived from it, so it
 * says what the real provider does: see `@pulumi/aws`'s `.d.ts` and the Terraform resource behind it.
 */
export type Fields = Readonly<Record<string, Field>>;

/** One property. `T` is the value's type once checked; it exists for the compiler alone. */
export interface Field<T = unknown> extends FieldOptions<T> {
  readonly shape: Shape;
  readonly valueOfField?: T;
}

type Shape =
  | { readonly kind: "text" }
  | { readonly kind: "number" }
  | { readonly kind: "integer" }
  | { readonly kind: "flag" }
  /** JSON text or a JSON document; compared by meaning, not by white space or the order of keys. */
  | { readonly kind: "json" }
  | { readonly kind: "map"; readonly items: Field }
  | { readonly kind: "list"; readonly items: Field }
  /** A list whose order means nothing. */
  | { readonly kind: "set"; readonly items: Field }
  | { readonly kind: "object"; readonly fields: Fields }
  /** Anything JSON; aws-native has such properties. */
  | { readonly kind: "any" };

interface FieldOptions<T = unknown> {
  /** The request is refused without it. */
  readonly required?: boolean;
  /** What the real provider fills in when it is left out. */
  readonly default?: T;
  /** AWS fills it in when it is left out; leaving it out later changes nothing. */
  readonly computed?: boolean;
  /** Only AWS sets it; setting it in a program is an error. */
  readonly readOnly?: boolean;
  /** A change makes a new resource. */
  readonly replaces?: boolean;
  /** Kept as a secret in Pulumi's state, wherever its value came from. */
  readonly secret?: boolean;
  /** AWS never returns it (a password, `skipFinalSnapshot`): it lives in Pulumi's state, not in the entity. */
  readonly kept?: boolean;
  readonly oneOf?: readonly T[];
  readonly pattern?: RegExp;
  /** Characters of text, or items of a list, set or map. */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  /** Left out, the provider makes `<logical name>-<7 hex digits>`, after the prefix where it is not there already. */
  readonly autoName?: { readonly maxLength: number; readonly lowerCase?: boolean; readonly prefix?: string };
  /** For values of which AWS knows several spellings (`17` and `17.4`, an id and its ARN). */
  same?(left: T, right: T): boolean;
}

type Options<T> = Omit<FieldOptions<T>, "required" | "default">;
type Sure<T> = Options<T> & ({ readonly required: true } | { readonly default: T } | { readonly autoName: object });

/** A field of which a checked request always has a value: required, with a default, or auto-named. */
export interface SureField<T> extends Field<T> {
  readonly sure?: true;
}

/** The checked inputs of `fields`: what handlers get. */
export type InputsOf<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends { readonly valueOfField?: infer T; readonly sure?: true }
    ? "sure" extends keyof F[K]
      ? Exclude<T, undefined>
      : T | undefined
    : never;
};

interface Maker<T> {
  (options: Sure<T>): SureField<T>;
  (options?: Options<T>): Field<T>;
}

export const text: Maker<string> = (options?: Options<string>) => ({ shape: { kind: "text" }, ...options });
export const number: Maker<number> = (options?: Options<number>) => ({ shape: { kind: "number" }, ...options });
export const integer: Maker<number> = (options?: Options<number>) => ({ shape: { kind: "integer" }, ...options });
export const flag: Maker<boolean> = (options?: Options<boolean>) => ({ shape: { kind: "flag" }, ...options });
export const json: Maker<string> = (options?: Options<string>) => ({ shape: { kind: "json" }, ...options });
export const anything: Maker<unknown> = (options?: Options<unknown>) => ({ shape: { kind: "any" }, ...options });

/** One of a few words. */
export function choice<const W extends string>(words: readonly W[], options: Sure<W>): SureField<W>;
export function choice<const W extends string>(words: readonly W[], options?: Options<W>): Field<W>;
export function choice<const W extends string>(words: readonly W[], options?: Options<W>): Field<W> {
  return { shape: { kind: "text" }, oneOf: words, ...options };
}

export function listOf<T>(items: Field<T>, options: Sure<readonly T[]>): SureField<readonly T[]>;
export function listOf<T>(items: Field<T>, options?: Options<readonly T[]>): Field<readonly T[]>;
export function listOf<T>(items: Field<T>, options?: Options<readonly T[]>): Field<readonly T[]> {
  return { shape: { kind: "list", items: items }, ...options };
}

export function setOf<T>(items: Field<T>, options: Sure<readonly T[]>): SureField<readonly T[]>;
export function setOf<T>(items: Field<T>, options?: Options<readonly T[]>): Field<readonly T[]>;
export function setOf<T>(items: Field<T>, options?: Options<readonly T[]>): Field<readonly T[]> {
  return { shape: { kind: "set", items: items }, ...options };
}

type MapOf<T> = Readonly<Record<string, T>>;
export function mapOf<T>(items: Field<T>, options: Sure<MapOf<T>>): SureField<MapOf<T>>;
export function mapOf<T>(items: Field<T>, options?: Options<MapOf<T>>): Field<MapOf<T>>;
export function mapOf<T>(items: Field<T>, options?: Options<MapOf<T>>): Field<MapOf<T>> {
  return { shape: { kind: "map", items: items }, ...options };
}

export function object<F extends Fields>(fields: F, options: Sure<InputsOf<F>>): SureField<InputsOf<F>>;
export function object<F extends Fields>(fields: F, options?: Options<InputsOf<F>>): Field<InputsOf<F>>;
export function object<F extends Fields>(fields: F, options?: Options<InputsOf<F>>): Field<InputsOf<F>> {
  return { shape: { kind: "object", fields }, ...options };
}

/** A property that only AWS sets. */
export function output<T>(field: Field<T>): Field<T> {
  return { ...field, readOnly: true };
}

/** `tags` as every `@pulumi/aws` type has them; its `tagsAll` is added by the framework, with the provider's defaultTags. */
export function tags(): Field<MapOf<string>> {
  return mapOf(text(), { maxLength: 50 });
}
