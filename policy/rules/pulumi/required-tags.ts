import type { Field } from "../../../resources/field";
import type { Resource } from "../../../resources/resource";
import { type Knob, strings } from "../../framework/knobs";
import { type Finding, rule } from "../../framework/rule";
import { taggable } from "../../framework/taggable";

const patterns: Knob<Readonly<Record<string, string>>> = {
  schema: {
    type: "object",
    additionalProperties: { type: "string" },
    default: {},
    description: "For a tag, the regular expression its value must match.",
  },
  fallback: {},
  patterns: true,
};

export const requiredTags = rule({
  id: "required-tags",
  sentence: "Everything says whom it belongs to by the organisation's tags.",
  why: "Without an owner's tag nobody can be asked, charged or granted access by it.",
  fix: "Add the tag, on the resource or in the provider's defaultTags.",
  severity: "low",
  level: "mandatory",
  controls: ["Config required-tags"],
  url: "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
  knobs: { keys: strings([], "Tags every resource must carry; empty means not checked."), patterns },
  reads: taggable,
  check(resource, { knobs }) {
    const property = (taggable as Readonly<Record<string, readonly string[]>>)[resource.type]?.[0] ?? "tags";
    const at = resource.get(property);
    const tags = tagFields(resource, at);
    // While a list or map is not known, neither is what it lacks.
    const open = at.unknown || resource.provider("defaultTags").unknown;
    const missing = knobs.keys.filter((key) => !tags.has(key) && !open && !hasOpenKey(at));
    return [
      ...missing.map((key) => ({ at, what: `has no tag "${key}"` })),
      ...Object.entries(knobs.patterns).flatMap(([key, pattern]) => valueFinding(key, pattern, tags.get(key))),
    ];
  },
});

/** The tags given, from the provider's defaults too; a map in aws, a list of key and value in aws-native. */
function tagFields(resource: Resource, at: Field): ReadonlyMap<string, Field> {
  const defaults = resource.provider("defaultTags");
  const shared = (defaults.known ? defaults.json() : undefined)?.get("tags").entries() ?? [];
  const own = at.isObject()
    ? at.entries()
    : at.items().flatMap((item) => {
        const key = item.get("key").text();
        return key === undefined ? [] : [[key, item.get("value")] as const];
      });
  return new Map([...shared, ...own]);
}

const hasOpenKey = (at: Field): boolean =>
  !at.isObject() && at.items().some((item) => !item.known || (!item.get("key").known && !item.get("key").absent));

function valueFinding(key: string, pattern: string, at: Field | undefined): Finding[] {
  const value = at?.text();
  if (at === undefined || value === undefined) return [];
  try {
    return new RegExp(pattern).test(value) ? [] : [{ at, what: `does not match ${pattern}` }];
  } catch {
    return [];
  }
}
