import type { Maybe } from "./maybe";

/**
 * What an Aurora cluster has beside what every database has. The database's `address` is the cluster (writer) endpoint.
 * Both endpoints are names of one database: a configuration of type ARN gives out both (lattice-facts.md, 1).
 */
export interface AuroraCluster {
  /** The reader endpoint's host name. */
  readonly readerAddress: Maybe<string>;
  readonly instances: Maybe<readonly AuroraInstance[]>;
  /** Which of the two names is asked for. Left out: the writer's. */
  readonly endpoint?: "reader";
}

export interface AuroraInstance {
  readonly id: string;
  /** A cluster has one writer; a failover makes a reader the writer. */
  readonly role: Maybe<"writer" | "reader">;
  readonly available: Maybe<boolean>;
}
