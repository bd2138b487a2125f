import { z } from "zod";

/** Whatever is said of one setting. What it means to AWS is checked by the `…Problems` of the same topic. */
export interface Setting<Schema extends z.ZodType = z.ZodType> {
  /** Its form, with the default where there is one. */
  readonly schema: Schema;
  /** A value that would do, for the remedy. */
  readonly example: string | number | boolean;
  /** Where the setting is a map or a list, what leads from it to one value: `[".<role>", ".<zone>"]`. */
  readonly path?: readonly string[];
  /** Where it is a map of settings: which. */
  readonly fields?: Settings;
  /** Where it is a map by free keys: the settings of each. */
  readonly each?: Settings;
  /** As Pulumi.yaml has it. Those of one database stand in `DatabaseSettings`. */
  readonly description?: string;
}

export type Settings = Readonly<Record<string, Setting>>;

/** The forms alone, for zod. */
export function schemasOf<All extends Settings>(settings: All): { [Key in keyof All]: All[Key]["schema"] } {
  const schemas = Object.entries(settings).map(([key, { schema }]) => [key, schema]);
  // Object.fromEntries forgets which keys there are: those of `settings`.
  return Object.fromEntries(schemas) as { [Key in keyof All]: All[Key]["schema"] };
}

/** The setting a path leads to from some, and the parts of the path behind it. */
export function settingIn(
  settings: Settings,
  [key = "", ...rest]: readonly (string | number)[],
): { readonly setting: Setting; readonly rest: readonly (string | number)[] } | undefined {
  // Not what every object has: `constructor` is no setting.
  const setting = Object.hasOwn(settings, key) ? settings[key] : undefined;
  if (setting === undefined) return undefined;
  const { fields, each } = setting;
  const within = fields === undefined ? each && settingIn(each, rest.slice(1)) : settingIn(fields, rest);
  return within ?? { setting, rest };
}

/** The settings among which the last part of a path would be one; empty where there are none. */
export function settingsAround(settings: Settings, [key = "", ...rest]: readonly PropertyKey[]): Settings {
  if (rest.length === 0) return settings;
  const { fields, each } = (Object.hasOwn(settings, key) ? settings[String(key)] : undefined) ?? {};
  if (fields !== undefined) return settingsAround(fields, rest);
  return each === undefined || rest.length === 1 ? {} : settingsAround(each, rest.slice(1));
}

export const text = z.string("must be text");
export const digits = textOrWhole("must be text in quotes");
export const whole = z.int("must be a whole number");
/** `pulumi config set --path` leaves text of what has a decimal point. */
export const number = z.preprocess(
  (value) => (typeof value === "string" && /^\d+\.\d+$/.test(value) ? Number(value) : value),
  z.number("must be a number"),
);
export const yes = z.boolean("must be true or false");

/** `pulumi config set --path`, and YAML without quotes, turn what looks like a whole number into one. */
export function textOrWhole(message: string) {
  return z.preprocess((value) => (Number.isSafeInteger(value) ? String(value) : value), z.string(message));
}
