import type * as pulumi from "@pulumi/pulumi";

import type { DatabaseEngine } from "./database-engine";

/** By what VPC Lattice finds a database. */
export const TargetKind = { Arn: "arn", DomainName: "domainName" } as const;
export type TargetKind = (typeof TargetKind)[keyof typeof TargetKind];

/** What a resource configuration leads to. */
export interface DatabaseTarget {
  /** `arn`: an RDS instance or cluster, whose ports AWS reads itself. `domainName`: what has a DNS name only, such as a proxy. */
  readonly kind: TargetKind;
  /** The ARN or the name. */
  readonly value: pulumi.Input<string>;
  /**
   * Whether the name is known in its VPC only, so that it takes a gateway that resolves names there.
   * @default false
   */
  readonly isPrivate?: boolean;
}

/**
 * All that gateway, share and contract need to know of a database; what has it can be shared, whatever it is: an
 * instance, a cluster, a proxy, a replica, one that was there before. Each has a resource configuration of its own.
 */
export interface ShareableDatabase {
  /** `postgres`, `mysql` or `mariadb`: what its clients speak. */
  readonly engine: DatabaseEngine;
  /** TCP port. */
  readonly port: number;
  /** Name of the database in the server. */
  readonly databaseName: string;
  /** Endpoint name without the port. TLS and IAM tokens are for this name. */
  readonly address: pulumi.Input<string>;
  /**
   * Further names of the same database, by what stands behind its own in the contract: `reader`. They come with its
   * resource configuration, its port and its logins.
   */
  readonly otherAddresses?: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * `db-…`, `cluster-…` or `prx-…`, which names the database in `rds-db:connect`.
   * @default - none: it is not RDS's, and knows no IAM login
   */
  readonly resourceId?: pulumi.Input<string> | undefined;
  /** The security group that decides who may connect; the gateway adds to it the one rule that lets itself in. */
  readonly securityGroupId: pulumi.Input<string>;
  /**
   * Whether the gateway adds that rule; else somebody else does.
   * @default true
   */
  readonly addIngressRule?: boolean;
  /**
   * What names the group where other databases of the same gateway and port carry it too: it gets one rule for all of them.
   * @default - the group is the database's alone
   */
  readonly securityGroupKey?: string | undefined;
  /** What a resource configuration leads to. */
  readonly target: DatabaseTarget;
}
