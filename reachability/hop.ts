import type { Finding, Verdict } from "./verdict";

/** Stable: rules, scripts and tests refer to hops by these. */
export type HopCode =
  | "client"
  | "name"
  | "share-names-account"
  | "client-egress"
  | "vpc-association"
  | "endpoint"
  | "resource-association"
  | "resource-configuration"
  | "gateway"
  | "database-ingress"
  | "database-available"
  | "proxy-to-database"
  | LoginHopCode;

/** The hops of a login, which packets do not meet. */
export type LoginHopCode = "login-role" | "login-permission" | "login-enabled" | "login-tls";

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
  /** As of `Finding`. */
  readonly revokedButStanding?: true;
}

export function hop(code: HopCode, from: string, to: string, finding: Finding): Hop {
  return { code, from, to, ...finding };
}
