import type { Exemption } from "./exemption";
import type { Finding, Rule } from "./rule";

/** A finding in words: where and what, why it matters, how to mend it, and what others call the same control. */
export function findingMessage(rule: Rule, finding: Finding): string {
  const where = typeof finding.at === "string" ? finding.at : finding.at.path;
  return [
    `${where} ${finding.what}.`,
    `Why: ${rule.why}`,
    `Fix: ${finding.fix ?? rule.fix}`,
    ...(rule.controls.length === 0 ? [] : [`Controls: ${rule.controls.join(", ")}`]),
    `See: ${rule.url}`,
  ].join("\n");
}

/** The same finding where an exemption covers it: one line, so that exceptions stay visible. */
export function exemptedMessage(finding: Finding, exemption: Exemption): string {
  const where = typeof finding.at === "string" ? finding.at : finding.at.path;
  const { reason = "", owner = "", expires = "" } = exemption;
  return `Exempt until ${expires} (${owner}: ${reason}): ${where} ${finding.what}.`;
}
