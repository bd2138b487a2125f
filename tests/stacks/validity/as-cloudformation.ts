import { awsTypes } from "../../../local/providers/aws/types";
import { awsNativeTypes } from "../../../local/providers/aws-native/types";
import { autoName } from "../../../local/providers/framework/auto-name";
import type { Counterpart } from "./counterparts";
import type { Schema } from "./schema";

/** The inputs of a resource as CloudFormation would have them; what has no place there stays by itself. */
export interface Translated {
  readonly properties: Schema;
  readonly apiOnly: Readonly<Record<string, unknown>>;
}

/**
 * Translates inputs by the names of a schema.
 * @throws Error for one that neither differs in capitals only nor is in the table.
 */
export function asCloudFormation(
  { names = {}, apiOnly = {} }: Counterpart,
  inputs: Readonly<Record<string, unknown>>,
  schema: Schema,
): Translated {
  let properties: Record<string, unknown> = {};
  const beside: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(inputs)) {
    const own = names[name];
    if (Object.hasOwn(apiOnly, name)) beside[name] = value;
    else if (typeof own === "function") properties = merged(properties, renamed(own(value), schema, schema));
    else properties = merged(properties, renamed({ [own ?? name]: value }, schema, schema));
  }
  return { properties, apiOnly: beside };
}

/** With the names that the providers give where the program gives none. @throws Error for one that does not fit */
export function withGivenNames(type: string, name: string, inputs: Readonly<Record<string, unknown>>) {
  const fields = (awsTypes[type] ?? awsNativeTypes[type])?.fields ?? {};
  const names = Object.entries(fields).flatMap(([key, { autoName: options }]) => {
    if (options === undefined || key in inputs) return [];
    const given = autoName(options, { name, type, randomSeed: "seed" });
    if ("reason" in given) throw new Error(`${name}: ${key} ${given.reason}`);
    return [[key, given.name]];
  });
  return { ...Object.fromEntries(names), ...inputs };
}

/** The same value by the names of a schema, which differ in capitals; tags are a list there. */
function renamed(value: unknown, schema: Schema, root: Schema): any {
  const { $ref, ...rest } = schema as { $ref?: string };
  if ($ref !== undefined) return renamed(value, root.definitions[$ref.replace("#/definitions/", "")], root);
  if (Array.isArray(value)) return value.map((item) => renamed(item, schema["items"] ?? {}, root));
  if (typeof value !== "object" || value === null) return value;
  if (SECRET in value) return renamed((value as { value?: unknown }).value, schema, root);
  if (isTagList(schema)) return Object.entries(value).map(([Key, Value]) => ({ Key, Value }));
  const properties = propertiesOf(rest, value, root);
  if (properties === undefined) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const own = Object.keys(properties).find((one) => one.toLowerCase() === name.toLowerCase());
      if (own === undefined) throw new Error(`${name} has no counterpart among ${Object.keys(properties).join(", ")}`);
      return [own, renamed(inner, properties[own], root)];
    }),
  );
}

/** What marks a secret on its way to the engine. */
const SECRET = "4dabf18193072939515e22adb298388d";

function isTagList(schema: Schema): boolean {
  return schema["type"] === "array";
}

/** Of one of several forms, the one that has the value's names. Undefined where names are free. */
function propertiesOf(schema: Schema, value: object, root: Schema): Schema | undefined {
  if (schema["properties"] !== undefined) return schema["properties"] as Schema;
  const forms = (schema["oneOf"] ?? []) as Schema[];
  const names = Object.keys(value).map((name) => name.toLowerCase());
  const fitting = forms.find((form) =>
    Object.keys(form["properties"] ?? {}).some((name) => names.includes(name.toLowerCase())),
  );
  return fitting === undefined ? undefined : propertiesOf(fitting, value, root);
}

function merged(one: any, other: any): any {
  const isMap = (it: unknown) => typeof it === "object" && it !== null && !Array.isArray(it);
  if (!isMap(one) || !isMap(other)) return other;
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(
    keys.map((key) => [key, key in one && key in other ? merged(one[key], other[key]) : (other[key] ?? one[key])]),
  );
}
