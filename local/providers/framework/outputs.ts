import type { Field, Fields } from "../fields";
import { isUnknown, unknownValue, type Properties } from "../resource-type";
import { isRecord } from "./plain";

/** Pulumi's mark of a secret on the wire. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** The outputs a preview can tell: the inputs, and "unknown" for what AWS will fill in. `old`: in an update, what AWS filled in before. */
export function plannedOutputs(fields: Fields, inputs: Properties, old: Properties = {}): Properties {
  const planned: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(fields)) {
    const value = inputs[key];
    if (value !== undefined) planned[key] = plannedValue(field, value, old[key]);
    else if (field.readOnly === true || field.computed === true) planned[key] = old[key] ?? unknownValue;
  }
  return withSecrets(fields, planned);
}

function plannedValue({ shape }: Field, value: unknown, old: unknown): unknown {
  if (isUnknown(value)) return value;
  if (shape.kind === "object" && isRecord(value)) {
    return plannedOutputs(shape.fields, value, isRecord(old) ? old : {});
  }
  if (shape.kind === "list" && Array.isArray(value)) {
    return value.map((item, index) => plannedValue(shape.items, item, Array.isArray(old) ? old[index] : undefined));
  }
  if (shape.kind === "set" && Array.isArray(value))
    return value.map((item) => plannedValue(shape.items, item, undefined));
  return value;
}

/** The state of a resource: what AWS has, and what AWS never returns as the program (or the state before) had it. */
export function stateOf(fields: Fields, read: Properties, remembered: Properties): Properties {
  const kept = Object.entries(fields)
    .filter(([key, field]) => field.kept === true && remembered[key] !== undefined)
    .map(([key]) => [key, remembered[key]] as const);
  const known = Object.entries(read).filter(([key, value]) => Object.hasOwn(fields, key) && value !== undefined);
  return withSecrets(fields, Object.fromEntries([...known, ...kept]));
}

/** Marks the values of secret fields, so that the engine encrypts them wherever it writes them. */
export function withSecrets(fields: Fields, properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => {
      const field = fields[key];
      if (field === undefined || value === undefined) return [key, value];
      return [key, field.secret === true ? secret(value) : secretsInside(field, value)];
    }),
  );
}

function secretsInside({ shape }: Field, value: unknown): unknown {
  if (shape.kind === "object" && isRecord(value) && !Object.hasOwn(value, SIGNATURE)) {
    return withSecrets(shape.fields, value);
  }
  if ((shape.kind === "list" || shape.kind === "set") && Array.isArray(value)) {
    return value.map((item) => secretsInside(shape.items, item));
  }
  return value;
}

function secret(value: unknown): unknown {
  return isRecord(value) && value[SIGNATURE] === SECRET ? value : { [SIGNATURE]: SECRET, value };
}
