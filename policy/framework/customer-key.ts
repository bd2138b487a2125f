import type { Field } from "../../resources/field";

/**
 * What keeps a setting from naming a key of the customer's own, as the end of a sentence; nothing where it names one or
 * is not known yet. Services fall back on their `aws/…` key, whose policy nobody can change, where none is named.
 */
export function keyFault(key: Field): string | undefined {
  if (key.absent) return "is left out";
  const name = key.text()?.trim();
  if (name === "") return "is empty";
  return /(^|:)alias\/aws\//.test(name ?? "") ? "names a key that AWS manages" : undefined;
}
