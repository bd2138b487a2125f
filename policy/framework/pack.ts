import type {
  Policies,
  ReportViolation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { configurationFaults } from "./configuration-faults";
import { knobValues } from "./knobs";
import { type Judge, remediation, resourceValidation, stackValidation } from "./judging";
import { notApplicable } from "./not-applicable";
import { reportAt } from "./reporting";
import type { Context, Pack, Rule } from "./rule";
import { Run } from "./run";
import { type Settings, settingsFrom, settingsKnobs, settingsPolicyName, totalsPolicyName } from "./settings";
import { taggable } from "./taggable";

/** A resource policy, a stack policy, or (one idea judged twice) both: the SDK asks for each by its callback. */
export type Policy = Policies[number];

export interface PackOptions {
  /** The day exemptions are judged by, YYYY-MM-DD. */
  readonly today?: () => string;
  /** What the pack remembers; told the configuration by whoever is told it by the engine. */
  readonly run?: Run;
  /** Settings that count where the engine gives none. */
  readonly defaults?: Readonly<Record<string, unknown>>;
}

/**
 * The policies for a list of rules: in front the one that holds the pack's own settings, since the SDK runs policies in
 * order and hands each only its own configuration, and behind all the one that counts.
 */
export function policiesFor(rules: readonly Rule[], options: PackOptions = {}): Policy[] {
  const { today = utcToday, run = new Run(), defaults = {} } = options;
  let settings = settingsFrom(defaults, today());
  const read = (args: Configured): void => {
    settings = settingsFrom({ ...defaults, ...args.getConfig() }, today());
  };
  const pack = packOf(rules);
  const tellFaults = (report: ReportViolation): void => {
    const faults = run.toTellFaults() ? configurationFaults(run.configuration, rules) : [];
    if (faults.length === 0) return;
    run.totals.refused += 1;
    reportAt(report, "mandatory", [configurationSentence, ...faults].join("\n"));
  };
  return [
    settingsPolicy(read, tellFaults),
    ...rules.map((rule) => policyFor(rule, () => settings, pack, run, tellFaults)),
    totalsPolicy(run),
  ];
}

const configurationSentence = "The pack's configuration says what the pack can do.";

function settingsPolicy(read: (args: Configured) => void, tellFaults: (report: ReportViolation) => void) {
  const validate = (args: ResourceValidationArgs | StackValidationArgs, report: ReportViolation): void => {
    read(args);
    tellFaults(report);
    notApplicable(args, "settings only");
  };
  return {
    name: settingsPolicyName,
    description: "The settings of this pack, given once for all its rules.",
    enforcementLevel: "advisory" as const,
    configSchema: { properties: schemas(settingsKnobs) },
    validateResource: validate,
    validateStack: validate,
  } satisfies ResourceValidationPolicy & StackValidationPolicy;
}

/** Where something was found, one line more that says how much; the engine shows it last, as it has no severity. */
const totalsPolicy = (run: Run): StackValidationPolicy => ({
  name: totalsPolicyName,
  description: "What this pack found in the stack.",
  enforcementLevel: "advisory",
  validateStack: (args, report) => {
    const { refused, advised, exempt } = run.totals;
    run.end();
    if (refused + advised + exempt === 0) notApplicable(args, "nothing was found");
    const counts = [`${refused} to mend before it is deployed`, `${advised} of advice`, `${exempt} exempt`];
    reportAt(report, "advisory", `Findings in this stack: ${counts.join(", ")}.`);
  },
});

/** What rules about rules are told of the others. */
export function packOf(rules: readonly Rule[]): Pack {
  const judged = new Map<string, Set<string>>();
  for (const rule of rules.filter(({ severity }) => severity !== "low")) {
    for (const [type, properties] of Object.entries(rule.reads)) {
      // Tags are ignored on purpose where others write them, and no access hangs on them here.
      const lasting = properties.filter((property) => !tagsOf(type).includes(property));
      judged.set(type, new Set([...(judged.get(type) ?? []), ...lasting]));
    }
  }
  const none = new Set<string>();
  return { ids: new Set(rules.map(({ id }) => id)), judged: (type) => judged.get(type) ?? none };
}

const tagsOf = (type: string): readonly string[] =>
  (taggable as Readonly<Record<string, readonly string[]>>)[type] ?? [];

/** One rule as the SDK wants it. */
export function policyFor(
  rule: Rule,
  settings: () => Settings,
  pack: Pack,
  run = new Run(),
  tellFaults: (report: ReportViolation) => void = () => undefined,
): Policy {
  const contextOf = (args: Configured): Context => ({
    knobs: knobValues(rule.knobs ?? {}, args.getConfig()),
    settings: settings(),
    pack,
  });
  const judge: Judge = { rule, run, contextOf, tellFaults };
  const atStack = rule.checkStack !== undefined || rule.surroundings === true;
  return {
    name: rule.id,
    description: rule.sentence,
    enforcementLevel: rule.level,
    severity: rule.severity,
    url: rule.url,
    remediationSteps: rule.fix,
    tags: [...rule.controls],
    configSchema: { properties: schemas(rule.knobs ?? {}) },
    ...(rule.check && { validateResource: resourceValidation(judge) }),
    ...(atStack && { validateStack: stackValidation(judge) }),
    ...(rule.mend && { remediateResource: remediation(judge) }),
  };
}

type Configured = Pick<ResourceValidationArgs, "getConfig">;

const schemas = (knobs: NonNullable<Rule["knobs"]>) =>
  Object.fromEntries(Object.entries(knobs).map(([name, knob]) => [name, knob.schema]));

const utcToday = (): string => new Date().toISOString().slice(0, 10);
