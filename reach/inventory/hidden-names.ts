import { identityProperties } from "../../resources/identity";
import type { Field } from "../../resources/field";
import { isUniqueId } from "./identifier";
import type { Item } from "./item";

/**
 * The names of a thing that cannot be read here: secrets, and what the program has yet to learn. Neither its ARN nor its
 * host names: where these count, the model compares them itself, known or not.
 */
export function hiddenNames(item: Item): readonly Field[] {
  return identityProperties(item.resource.type)
    .filter((property) => !/(arn|address|endpoint)$/i.test(property))
    .map((property) => item.get(property))
    .filter((field) => field.unknown);
}

/** Whether a value has the form of such a name. */
export function mayBeNameOf({ id, resource }: Item, value: string): boolean {
  if (value.startsWith("arn:")) return false;
  // No name that people give in RDS has a dot (RDS API reference): what has one is a host name.
  if (/^aws(-native)?:rds/.test(resource.type) && value.includes(".")) return false;
  return !(isUniqueId(id) && isUniqueId(value) && kindOf(id) === kindOf(value));
}

/** `tgw-attach`, of `tgw-attach-0123…`: of one kind each thing has an id of its own. */
const kindOf = (id: string): string => id.slice(0, id.lastIndexOf("-"));
