import type { Exemption } from "./exemption";
import type { Finding, Level, Rule } from "./rule";

/**
 * Findings of one rule about one resource in words: where and what, a line each, and how to mend it; for those that
 * refuse the stack also why it matters, and what others call the same control.
 */
export function findingMessage(rule: Rule, findings: readonly Finding[], level: Level): string {
  const fixes = new Set(findings.map(({ fix }) => fix ?? rule.fix));
  return [
    ...new Set(findings.map((finding) => `${placeOf(finding)} ${finding.what}.`)),
    ...(level === "mandatory" ? [`Why: ${rule.why}`] : []),
    ...[...fixes].map((fix) => `Fix: ${fix}`),
    ...(level === "mandatory" && rule.controls.length > 0 ? [`Controls: ${rule.controls.join(", ")}`] : []),
    ...(level === "mandatory" ? [`See: ${rule.url}`] : []),
  ].join("\n");
}

/** The same findings where an exemption covers them: one line, so that exceptions stay visible. */
export function exemptedMessage(findings: readonly Finding[], exemption: Exemption): string {
  const { reason = "", owner = "", expires = "" } = exemption;
  const texts = findings.map((finding) => `${placeOf(finding)} ${finding.what}`);
  return `Exempt until ${expires} (${owner}: ${reason}): ${[...new Set(texts)].join("; ")}.`;
}

const placeOf = ({ at }: Finding): string => (typeof at === "string" ? at : at.path);
