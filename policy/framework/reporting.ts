import type { ReportViolation } from "@pulumi/policy";
import { type Exemption, exemptionCovers, exemptionFaults, tagExemptions } from "./exemption";
import { matchesAny } from "./knobs";
import { exemptedMessage, findingMessage } from "./message";
import type { Resource } from "../../resources/resource";
import type { Finding, Level, Rule } from "./rule";
import type { Run } from "./run";
import type { Settings } from "./settings";

/** `reportViolation` also takes an object that sets one finding's level; the SDK's types leave that out. */
type ReportWithLevel = (finding: { message: string; urn?: string; enforcementLevel: Level }) => void;

/** Whom and how to tell. */
export interface Desk {
  readonly rule: Rule;
  readonly run: Run;
  readonly settings: Settings;
  readonly report: ReportViolation;
}

/** Reports all that a rule has found about one resource, or about the stack, as one: at the level of its gravest finding. */
export function reportTogether(desk: Desk, resource: Resource | undefined, findings: readonly Finding[]): void {
  const { rule, run, settings, report } = desk;
  const exemption = resource && exemptionFor(rule, resource, settings);
  const grave = findings.filter((finding) => !onlyAdvice(rule, finding, resource, settings));
  const lowered = exemption !== undefined || grave.length === 0;
  const level = lowered ? "advisory" : run.level(rule);
  const ordered = [...grave, ...findings.filter((finding) => !grave.includes(finding))];
  const text = exemption ? exemptedMessage(ordered, exemption) : findingMessage(rule, ordered, level);
  run.totals[exemption ? "exempt" : level === "mandatory" ? "refused" : "advised"] += 1;
  if (lowered) reportAt(report, "advisory", `${rule.sentence}\n${text}`, resource?.urn);
  else report(text, resource?.urn);
}

/** Whether all these findings would only warn. */
export const areAdvice = (
  { rule, run, settings }: Omit<Desk, "report">,
  resource: Resource,
  findings: readonly Finding[],
) =>
  run.level(rule) === "advisory" ||
  exemptionFor(rule, resource, settings) !== undefined ||
  findings.every((finding) => onlyAdvice(rule, finding, resource, settings));

/** Reports a message at a level of its own, whatever the rule's is. */
export function reportAt(report: ReportViolation, enforcementLevel: Level, message: string, urn?: string): void {
  (report as unknown as ReportWithLevel)({ message, enforcementLevel, ...(urn !== undefined && { urn }) });
}

function onlyAdvice(rule: Rule, finding: Finding, resource: Resource | undefined, settings: Settings): boolean {
  if (finding.advisory === true) return settings.profile !== "strict";
  if (rule.relaxable !== true) return false;
  const stack = /^urn:pulumi:(.*?)::/.exec(resource?.urn ?? "")?.[1] ?? "";
  return matchesAny(settings.relaxedStacks, stack);
}

export function exemptionFor(rule: Rule, resource: Resource, settings: Settings): Exemption | undefined {
  const own = settings.allowTagExemptions ? tagExemptions(resource) : [];
  return [...settings.exemptions, ...own].find(
    (exemption) =>
      exemption.rule === rule.id &&
      exemptionCovers(exemption, resource.urn) &&
      exemptionFaults(exemption, settings.today).length === 0,
  );
}
