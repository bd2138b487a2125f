import type { Resource } from "../../resources/resource";

/** An agreed exception to one rule, for the resources whose URN fits the pattern, until a day. */
export interface Exemption {
  readonly rule: string;
  readonly urnPattern: string;
  readonly reason?: string;
  readonly owner?: string;
  /** The last day it counts, YYYY-MM-DD. */
  readonly expires?: string;
}

const tag = { rules: "policy-exempt", reason: "policy-exempt-reason", owner: "policy-exempt-owner" } as const;
const expiresTag = "policy-exempt-expires";

/** What keeps an exemption from counting: one sentence each, empty if it counts on that day. */
export function exemptionFaults(exemption: Exemption, today: string): readonly string[] {
  const faults: string[] = [];
  if (!given(exemption.reason)) faults.push("has no reason");
  if (!given(exemption.owner)) faults.push("has no owner");
  const { expires } = exemption;
  if (!given(expires)) faults.push("has no expiry date");
  else if (!isDate(expires)) faults.push(`has an expiry date that is no YYYY-MM-DD: "${expires}"`);
  else if (expires < today) faults.push(`expired on ${expires}`);
  return faults;
}

/** Whether the exemption's pattern, where `*` stands for any run of characters, fits the whole URN. */
export function exemptionCovers(exemption: Exemption, urn: string): boolean {
  return wildcard(exemption.urnPattern).test(urn);
}

/** The exemptions a resource claims for itself by its tags, one for each rule named (separated by commas or spaces). */
export function tagExemptions(resource: Resource): readonly Exemption[] {
  const tags = tagsOf(resource);
  const rules = (tags.get(tag.rules) ?? "").split(/[\s,]+/).filter((rule) => rule !== "");
  return rules.map((rule) => ({
    rule,
    urnPattern: resource.urn,
    reason: tags.get(tag.reason) ?? "",
    owner: tags.get(tag.owner) ?? "",
    expires: tags.get(expiresTag) ?? "",
  }));
}

/** Known tags of a resource, from a map (aws) or a list of key and value (aws-native). */
export function tagsOf(resource: Resource): ReadonlyMap<string, string> {
  const tags = resource.get("tags");
  const pairs = [
    ...tags.entries().map(([key, value]) => [key, value.text()] as const),
    ...tags.items().map((item) => [item.get("key").text(), item.get("value").text()] as const),
  ];
  return new Map(pairs.flatMap(([key, value]) => (key === undefined || value === undefined ? [] : [[key, value]])));
}

export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** The pattern as a regular expression over the whole text, with `*` for any run of characters. */
function wildcard(pattern: string): RegExp {
  const literal = pattern.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`, "s");
}

const given = (text: string | undefined): text is string => text !== undefined && text.trim() !== "";

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
