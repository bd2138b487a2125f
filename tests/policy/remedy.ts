import type { Rule } from "../../policy/framework/rule";
import type { Token } from "../../resources/tokens";
import type { Props } from "./judge";

/** A value a fix says, or that there should be none. */
type Said = { readonly value: unknown };

/**
 * What a rule's fix says to set, by property: the value it names ("Set multiAz to true"), nothing where it says to leave
 * the property out, and else the one of a good resource, since the fix then only says which property it is. A property
 * of which neither fix nor good resource knows a value is not among them.
 */
export function settingsIn({ fix, reads }: Pick<Rule, "fix" | "reads">, type: Token, base: Props): Props {
  const settings = namedIn({ fix, reads }, type).map((property) => [property, valueIn(fix, property, base)] as const);
  return Object.fromEntries(
    settings.flatMap(([property, said]) => (said === undefined ? [] : [[property, said.value]])),
  );
}

/** The properties of a type that a fix names. */
export function namedIn({ fix, reads }: Pick<Rule, "fix" | "reads">, type: Token): readonly string[] {
  return (reads[type] ?? []).filter((property) => new RegExp(`\\b${property}\\b`).test(fix));
}

function valueIn(fix: string, property: string, base: Props): Said | undefined {
  const says = (pattern: string) => new RegExp(pattern.replace("IT", `\\b${property}\\b`)).exec(fix);
  if (says("[Ll]eave [^.:;]*IT[^.:;]* out\\b(?! for)") !== null) return { value: undefined };
  if (says("[Ll]eave [^.:;]*IT[^.:;]* off\\b") !== null) return { value: false };
  const [, word] = says("IT to (true|false|\\d+)\\b") ?? (says("keep the \\w+ IT") === null ? [] : ["", "true"]);
  if (word === undefined) return base[property] === undefined ? undefined : { value: base[property] };
  return { value: word === "true" || word === "false" ? word === "true" : Number(word) };
}

/** The property a finding is about: the first word of its path. */
export function propertyOf(finding: string): string {
  return /^\w*/.exec(finding)?.[0] ?? "";
}
