import { hopSources } from "./hop-sources";
import type { Finding, Verdict } from "./verdict";

/** Stable: rules, scripts and tests refer to hops by these. */
export type HopCode =
  | "client"
  | "name"
  | "share-names-account"
  | "client-egress"
  | "client-route"
  | "gateway-route"
  | "peering-connection"
  | "transit-gateway"
  | "client-network-acl"
  | "endpoint-network-acl"
  | "gateway-network-acl"
  | "database-network-acl"
  | "vpc-association"
  | "endpoint"
  | "resource-association"
  | "resource-configuration"
  | "gateway"
  | "database-ingress"
  | "database-available";

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
  /** Where AWS says so: the guide and its page. */
  readonly source: string;
}

export function hop(code: HopCode, from: string, to: string, finding: Finding): Hop {
  return { code, from, to, source: hopSources[code], ...finding };
}
