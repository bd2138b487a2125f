import type { Field } from "../../../resources/field";
import type { Resource } from "../../../resources/resource";
import { patternFits } from "../../framework/policy-document";
import { type Answer, answer } from "./answer";

/**
 * Whether a database has a tag with a value; a provider's default tags count.
 *
 * @param wildcards Whether `*` in the value stands for any text.
 */
export function hasTag(database: Resource, key: Field, value: Field, wildcards: boolean): Answer {
  const name = key.text()?.replace(/^aws:ResourceTag\//, "");
  const wanted = value.text();
  const own = database.get("tags");
  if (name === undefined || wanted === undefined || own.unknown) return "maybe";
  const defaults = database.provider("defaultTags").json()?.get("tags");
  const given = [tagOf(own, name), defaults?.get(name)].find((field) => field?.present === true);
  if (given === undefined) return "no";
  const text = given.text();
  return text === undefined ? "maybe" : answer(wildcards ? patternFits(wanted, text) : wanted === text);
}

/** A map in aws, a list of keys and values in aws-native. */
const tagOf = (tags: Field, name: string): Field | undefined =>
  tags.isObject()
    ? tags.get(name)
    : tags
        .items()
        .find((tag) => tag.get("key").text() === name)
        ?.get("value");
