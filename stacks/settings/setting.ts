import { z } from "zod";

/** Whatever is said of one setting. What it means to AWS is checked by the `…Problems` of the same topic. */
export interface Setting<Schema extends z.ZodType = z.ZodType> {
  /** Its form, with the default where there is one. */
  readonly schema: Schema;
  /** A value that would do, for the remedy. */
  readonly example: string | number | boolean;
  /** Where the setting is a map or a list, what leads from it to one value: `[".<role>", ".<zone>"]`. */
  readonly path?: readonly string[];
  /** As Pulumi.yaml has it. Those of one database stand in `DatabaseSettings`. */
  readonly description?: string;
}

type Settings = Readonly<Record<string, Setting>>;

/** The forms alone, for zod. */
export function schemasOf<All extends Settings>(settings: All): { [Key in keyof All]: All[Key]["schema"] } {
  const schemas = Object.entries(settings).map(([key, { schema }]) => [key, schema]);
  // Object.fromEntries forgets which keys there are: those of `settings`.
  return Object.fromEntries(schemas) as { [Key in keyof All]: All[Key]["schema"] };
}

export const text = z.string("must be text");
export const digits = textOrWhole("must be text in quotes");
export const whole = z.int("must be a whole number");
export const yes = z.boolean("must be true or false");

/** `pulumi config set --path`, and YAML without quotes, turn what looks like a whole number into one. */
export function textOrWhole(message: string) {
  return z.preprocess((value) => (Number.isSafeInteger(value) ? String(value) : value), z.string(message));
}
