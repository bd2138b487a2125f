import { nearestWord, remembered } from "../../words/nearest-word";
import type { Configuration } from "./configuration";
import { type Knob, type Knobs, fits } from "./knobs";
import type { Rule } from "./rule";
import { exemptionKeys, settingsKnobs, settingsPolicyName, totalsPolicyName } from "./settings";

/** What the engine takes for a level of all policies together. */
const every = "all";

/**
 * What a configuration says that has no effect, or another one than it says: one sentence each. The engine checks only the
 * kinds of values of policies and knobs that exist, and passes over the rest.
 */
export function configurationFaults(configuration: Configuration, rules: readonly Rule[]): readonly string[] {
  const knobs = new Map<string, Knobs>(rules.map((rule) => [rule.id, rule.knobs ?? {}]));
  knobs.set(settingsPolicyName, settingsKnobs);
  // The engine configures every policy of the pack, also those that nobody names.
  knobs.set(totalsPolicyName, {});
  return [
    ...Object.keys(configuration).flatMap((policy) => {
      const own = knobs.get(policy);
      if (own !== undefined) return knobFaults(policy, own, configuration[policy] ?? {});
      return policy === every || policy === totalsPolicyName
        ? []
        : [`"${policy}" is no rule of this pack${meant(policy, knobs.keys())}`];
    }),
    ...levelFaults(configuration, rules),
  ].map((fault) => (fault.endsWith("?") ? fault : `${fault}.`));
}

function knobFaults(policy: string, knobs: Knobs, given: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(given).flatMap(([name, value]) => {
    if (name === "enforcementLevel") return [];
    const knob = knobs[name];
    if (knob === undefined) return [`"${policy}" has no setting "${name}"${meant(name, Object.keys(knobs))}`];
    return [...kindFaults(`${policy}.${name}`, knob, value), ...entryFaults(`${policy}.${name}`, knob, value)];
  });
}

function kindFaults(path: string, { schema }: Knob<unknown>, value: unknown): string[] {
  if (fits(value, schema)) return [];
  const options = schema.enum?.map(String);
  if (options === undefined) return [`"${path}" is no ${String(schema.type)} as it wants one`];
  return [`"${path}" is none of ${options.join(", ")}${meant(String(value), options)}`];
}

function entryFaults(path: string, knob: Knob<unknown>, value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value).map(([key, entry]: [string, unknown]) => [`${path}[${key}]`, entry] as const);
  if (knob === settingsKnobs.exemptions) return entries.flatMap(([at, entry]) => exemptionFault(at, entry));
  return knob.patterns === true ? entries.flatMap(([at, entry]) => patternFault(at, entry)) : [];
}

function exemptionFault(path: string, entry: unknown): string[] {
  const keys = typeof entry === "object" && entry !== null ? Object.keys(entry) : [];
  const strange = keys.filter((key) => !exemptionKeys.includes(key));
  return strange.map((key) => `"${path}" has no "${key}"${meant(key, exemptionKeys)}`);
}

function patternFault(path: string, pattern: unknown): string[] {
  try {
    new RegExp(String(pattern));
    return pattern === "" ? [`"${path}" is empty, which fits everything`] : [];
  } catch (error) {
    return [`"${path}" is no regular expression: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function levelFaults(configuration: Configuration, rules: readonly Rule[]): string[] {
  const levelOf = (policy: string): string | undefined => configuration[policy]?.enforcementLevel;
  const unable = rules
    .filter((rule) => rule.mend === undefined && levelOf(rule.id) === "remediate")
    .map(({ id }) => id);
  const names = unable.length > 5 ? `${unable.length} rules` : unable.join(", ");
  return [
    ...(unable.length === 0
      ? []
      : [`"remediate" is set for ${names}, which cannot mend: "mandatory" is meant, or profiles/mend.json`]),
    ...(levelOf(settingsPolicyName) === "disabled"
      ? [`"${settingsPolicyName}" is disabled, so that no setting of the pack counts: "mandatory" is meant`]
      : []),
  ];
}

function meant(text: string, words: Iterable<string>): string {
  const word = nearestWord(text, words, remembered);
  return word === undefined ? "" : `; did you mean "${word}"?`;
}
