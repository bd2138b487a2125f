import type { Explanation } from "../../reachability/explain";

/** The header of a CONNECT request that says (JSON) on behalf of which client it is made. */
export const CLIENT_HEADER = "lattice-db-client";

/**
 * The header of a CONNECT request that asks for a loopback port in place of a stream: the ports to try, best first,
 * 0 for any free one. The answer's stream says in lines of JSON (`ForwardReport`) what happens on the port.
 */
export const LISTEN_HEADER = "lattice-db-listen";

/** A line of that stream. Counts are of all connections so far, since lines are left out where nobody reads them. */
export interface ForwardReport {
  /** The port that is listened on. */
  readonly port: number;
  /** Connections that were let through, and those that were not. */
  readonly opened: number;
  readonly refused: number;
  /** Why the last one was refused; only in the line about it. */
  readonly refusal?: Refusal;
}

/** The body of an answer that refuses a connection. */
export interface Refusal {
  /** For people, of several lines where the way is blocked. */
  readonly message: string;
  /** Where the name exists and the way to it is not open. */
  readonly explanation?: Pick<Explanation, "verdict" | "route" | "hops" | "headline">;
}
