import type { Field } from "../../resources/field";

/** What a setting says, as the end of a sentence; only switches and numbers are repeated, never a text. */
export function stated(field: Field): string {
  if (field.absent) return "is left out";
  const value = field.flag() ?? field.number();
  return value === undefined ? "has another value" : `is ${value}`;
}

/** Given with a value that asks for something: not left out, not empty, not switched off. Unknown ones count. */
export const isSet = (field: Field): boolean =>
  field.known ? field.text()?.trim() !== "" && field.flag() !== false : field.present;
