import { isWorld, parseCidr, type Cidr } from "../aws/cidr";
import type { Field } from "./field";

/** The block a field holds, or `undefined` if it holds none or none known yet. */
export const cidrOf = (field: Field): Cidr | undefined => parseCidr((field.text() ?? "").trim());

/** Whether a field holds a block that is, at least in part, the internet. */
export function isWorldBlock(field: Field): boolean {
  const cidr = cidrOf(field);
  return cidr !== undefined && isWorld(cidr);
}
