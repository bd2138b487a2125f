import type { Fields } from "../fields";
import type { Properties } from "../resource-type";
import { isAbsent, sameValue } from "./compare";
import { DEFAULTED } from "./plain";

/**
 * The inputs that describe a resource as it is now. A refresh keeps the program's spelling where it still means the
 * same, so that only real drift shows; an import takes everything a program could set.
 */
export function readInputs(fields: Fields, inputs: Properties | undefined, state: Properties): Properties {
  const live: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(fields)) {
    if (field.readOnly === true) continue;
    const value = state[key];
    const written = inputs?.[key];
    if (inputs === undefined) {
      if (!isAbsent(value ?? field.default)) live[key] = value ?? field.default;
    } else if (field.kept === true || sameValue(field, written, value)) {
      if (written !== undefined) live[key] = written;
    } else if (!isAbsent(value) && !(isAbsent(written) && field.computed === true)) live[key] = value;
  }
  return { ...live, [DEFAULTED]: inputs?.[DEFAULTED] ?? [] };
}
