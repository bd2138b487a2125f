import type { HopCode } from "./hop-code";
import { hopSources } from "./hop-sources";
import type { Finding, Verdict } from "./verdict";

/** One step on the way from a client to a database. */
export interface Hop {
  readonly code: HopCode;
  readonly from: string;
  readonly to: string;
  readonly verdict: Verdict;
  /** One sentence: why it is open, blocked or unknown. */
  readonly reason: string;
  /** What to do; only where the hop is not open. */
  readonly fix?: string;
  /** Completes «unknown until …»; only where the hop is unknown. */
  readonly until?: string;
  /** Where AWS says so: the guide and its page. */
  readonly source: string;
  /** As of `Finding`. */
  readonly revokedButStanding?: true;
}

export function hop(code: HopCode, from: string, to: string, finding: Finding): Hop {
  const { verdict, reason, source = hopSources[code] } = finding;
  const told = { code, from, to, verdict, reason, source };
  // By far the most hops have no more to tell.
  return verdict === "open" && finding.revokedButStanding !== true ? told : { ...finding, ...told };
}
