import type { Explanation } from "../../reachability/explain";

/** The header of a CONNECT request that says (JSON) on behalf of which client it is made. */
export const CLIENT_HEADER = "lattice-db-client";

/** The body of an answer that refuses a connection. */
export interface Refusal {
  /** For people, of several lines where the way is blocked. */
  readonly message: string;
  /** Where the name exists and the way to it is not open. */
  readonly explanation?: Pick<Explanation, "verdict" | "route" | "hops" | "headline">;
}
