import type {
  Policies,
  ReportViolation,
  ResourceRemediation,
  ResourceValidation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidation,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { Resource } from "../../resources/resource";
import { Stack } from "../../resources/stack";
import { withoutTraces } from "../../resources/without-traces";
import { type Exemption, exemptionCovers, exemptionFaults, tagExemptions } from "./exemption";
import { knobValues, matchesAny } from "./knobs";
import { exemptedMessage, findingMessage } from "./message";
import type { Context, Finding, Level, Pack, Rule } from "./rule";
import { type Settings, settingsFrom, settingsKnobs, settingsPolicyName } from "./settings";
import { taggable } from "./taggable";

/** A resource policy, a stack policy, or (one idea judged twice) both: the SDK asks for each by its callback. */
export type Policy = Policies[number];

/** `reportViolation` also takes an object that sets one finding's level; the SDK's types leave that out. */
type ReportWithLevel = (finding: { message: string; urn?: string; enforcementLevel: Level }) => void;

/**
 * The policies for a list of rules, with the one that holds the pack's own settings in front: the SDK runs policies in
 * order, and hands each only its own configuration.
 *
 * @param today The day exemptions are judged by, YYYY-MM-DD.
 */
export function policiesFor(rules: readonly Rule[], today: () => string = utcToday): Policy[] {
  let settings = settingsFrom({}, today());
  const read = (args: Configured): void => {
    settings = settingsFrom(args.getConfig(), today());
  };
  const settingsPolicy = {
    name: settingsPolicyName,
    description: "The settings of this pack, given once for all its rules.",
    enforcementLevel: "advisory" as const,
    configSchema: { properties: schemas(settingsKnobs) },
    validateResource: (args: ResourceValidationArgs) => {
      read(args);
      notApplicable(args, "settings only");
    },
    validateStack: (args: StackValidationArgs) => {
      read(args);
      notApplicable(args, "settings only");
    },
  } satisfies ResourceValidationPolicy & StackValidationPolicy;
  const pack = packOf(rules);
  return [settingsPolicy, ...rules.map((rule) => policyFor(rule, () => settings, pack))];
}

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
export function policyFor(rule: Rule, settings: () => Settings, pack: Pack): Policy {
  const contextOf = (args: Configured): Context => ({
    knobs: knobValues(rule.knobs ?? {}, args.getConfig()),
    settings: settings(),
    pack,
  });
  return {
    name: rule.id,
    description: rule.sentence,
    enforcementLevel: rule.level,
    severity: rule.severity,
    url: rule.url,
    remediationSteps: rule.fix,
    tags: [...rule.controls],
    configSchema: { properties: schemas(rule.knobs ?? {}) },
    ...(rule.check && { validateResource: resourceValidation(rule, contextOf) }),
    ...(rule.checkStack && { validateStack: stackValidation(rule, contextOf) }),
    ...(rule.mend && { remediateResource: remediation(rule, contextOf) }),
  };
}

type ContextOf = (args: Configured) => Context;

const applies = (rule: Rule, type: string): boolean => rule.appliesTo?.(type) ?? Object.hasOwn(rule.reads, type);

const resourceValidation =
  (rule: Rule, contextOf: ContextOf): ResourceValidation =>
  (args, report) => {
    if (!applies(rule, args.type)) notApplicable(args, "not a type this rule judges");
    const resource = new Resource(args);
    const context = contextOf(args);
    const findings = [...(rule.check?.(resource, context) ?? [])];
    for (const finding of findings) reportFinding(rule, { resource, ...finding }, context.settings, report);
    if (findings.length === 0) passOrUndecided([resource], args);
  };

const stackValidation =
  (rule: Rule, contextOf: ContextOf): StackValidation =>
  (args, report) => {
    if (!args.resources.some(({ type }) => applies(rule, type))) notApplicable(args, "no type this rule judges");
    const stack = new Stack(args.resources);
    const context = contextOf(args);
    const findings = [...(rule.checkStack?.(stack, context) ?? [])];
    for (const finding of findings) reportFinding(rule, finding, context.settings, report);
    if (findings.length === 0) passOrUndecided(stack.resources, args);
  };

const remediation =
  (rule: Rule, contextOf: ContextOf): ResourceRemediation =>
  (args) => {
    if (!applies(rule, args.type)) return undefined;
    const resource = new Resource(args);
    const context = contextOf(args);
    const findings = [...(rule.check?.(resource, context) ?? [])];
    if (findings.length === 0 || exemptionFor(rule, resource, context.settings)) return undefined;
    return Object.assign(args.props, rule.mend?.(resource, context));
  };

function reportFinding(rule: Rule, finding: Finding, settings: Settings, report: ReportViolation): void {
  const urn = finding.resource?.urn;
  const exemption = finding.resource && exemptionFor(rule, finding.resource, settings);
  const text = exemption ? exemptedMessage(finding, exemption) : findingMessage(rule, finding);
  if (!exemption && !onlyAdvice(rule, finding, settings)) {
    report(text, urn);
    return;
  }
  const message = `${rule.sentence}\n${text}`;
  (report as unknown as ReportWithLevel)({ message, enforcementLevel: "advisory", ...(urn && { urn }) });
}

function onlyAdvice(rule: Rule, finding: Finding, settings: Settings): boolean {
  if (finding.advisory === true) return settings.profile !== "strict";
  if (rule.relaxable !== true) return false;
  const stack = /^urn:pulumi:(.*?)::/.exec(finding.resource?.urn ?? "")?.[1] ?? "";
  return matchesAny(settings.relaxedStacks, stack);
}

function exemptionFor(rule: Rule, resource: Resource, settings: Settings): Exemption | undefined {
  const own = settings.allowTagExemptions ? tagExemptions(resource) : [];
  return [...settings.exemptions, ...own].find(
    (exemption) =>
      exemption.rule === rule.id &&
      exemptionCovers(exemption, resource.urn) &&
      exemptionFaults(exemption, settings.today).length === 0,
  );
}

/** Where a value was not known yet, no finding does not mean compliant. */
function passOrUndecided(resources: readonly Resource[], args: NotApplicable): void {
  const unknowns = resources.flatMap((resource) => [...resource.unknowns].map((path) => `${resource.name}.${path}`));
  if (unknowns.length > 0) notApplicable(args, `not known before the update: ${unknowns.join(", ")}`, false);
}

type Configured = Pick<ResourceValidationArgs, "getConfig">;

interface NotApplicable {
  notApplicable(reason?: string): never;
}

const said = new Map<string, unknown>();

/**
 * The SDK has this said by an error it throws. Most rules say it of most resources, so the error for each reason is made
 * once, and without a stack trace; both together make a call of the pack half as long.
 */
function notApplicable(args: NotApplicable, reason: string, again = true): never {
  if (said.has(reason)) throw said.get(reason);
  try {
    return withoutTraces(() => args.notApplicable(reason));
  } catch (error) {
    if (again) said.set(reason, error);
    throw error;
  }
}

const schemas = (knobs: NonNullable<Rule["knobs"]>) =>
  Object.fromEntries(Object.entries(knobs).map(([name, knob]) => [name, knob.schema]));

const utcToday = (): string => new Date().toISOString().slice(0, 10);
