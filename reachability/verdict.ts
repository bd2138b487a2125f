/** `unknown` is never a yes: it says that what is known does not decide. */
export type Verdict = "open" | "blocked" | "unknown";

/** A verdict with the sentence that justifies it and, unless open, the one that says what to do. */
export interface Finding {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly fix?: string;
  /** Completes «unknown until …», where something in particular is not known yet. */
  readonly until?: string;
  /** Where AWS says so, if elsewhere than the hop's own source. */
  readonly source?: string;
  /** It is open though no share allows it any more: whoever unshared it may believe that nobody has access. */
  readonly revokedButStanding?: true;
}

export function open(reason: string): Finding {
  return { verdict: "open", reason };
}

export function blocked(reason: string, fix: string): Finding {
  return { verdict: "blocked", reason, fix };
}

export function undecided(reason: string, fix: string, until?: string): Finding {
  return { verdict: "unknown", reason, fix, ...(until === undefined ? {} : { until }) };
}

/** Of a chain: one blocked link blocks it, one unknown link leaves it unknown. An empty chain is open. */
export function allOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("blocked")) return "blocked";
  return verdicts.includes("unknown") ? "unknown" : "open";
}

/** The first finding that is not open, blocked ones before unknown ones; else one that stands revoked, else the last. */
export function firstObstacle(findings: readonly [Finding, ...Finding[]]): Finding {
  const obstacle =
    findings.find((finding) => finding.verdict === "blocked") ??
    findings.find((finding) => finding.verdict === "unknown") ??
    findings.find((finding) => finding.revokedButStanding === true);
  return obstacle ?? findings[findings.length - 1] ?? findings[0];
}
