import * as pulumi from "@pulumi/pulumi";

import type { DatabaseEngine } from "./database-engine";
import { TargetKind, type DatabaseTarget, type ShareableDatabase } from "./shareable-database";

export interface ExistingDatabaseArgs {
  /** What its clients speak. */
  readonly engine: DatabaseEngine;
  /** TCP port. */
  readonly port: number;
  /** Name of the database in the server. */
  readonly databaseName: string;
  /** Endpoint name without the port. */
  readonly address: string;
  /**
   * Of an Aurora cluster: the readers' endpoint name.
   * @default - none
   */
  readonly readerAddress?: string;
  /**
   * ARN of an instance or cluster, by which VPC Lattice finds it.
   * @default - none: a proxy, or no database of RDS's, goes by its name
   */
  readonly arn?: string;
  /**
   * `db-…`, `cluster-…` or `prx-…`.
   * @default - none: no database of RDS's, so that there is no IAM login
   */
  readonly resourceId?: string;
  /** The security group that decides who may connect. */
  readonly securityGroupId: string;
  /**
   * Whether the gateway adds its one rule to that group.
   * @default true
   */
  readonly addIngressRule?: boolean;
}

/**
 * A database that is there already, whoever made it: an RDS instance, an Aurora cluster, an RDS Proxy, or PostgreSQL,
 * MySQL or MariaDB by any private name of the VPC. Nothing of it is made, changed, imported or deleted here; the one
 * thing that a `ResourceGateway` adds is a rule in its security group, and with `addIngressRule: false` not even that.
 *
 * What its owner has to see to: private, TLS required, IAM login on.
 *
 * @example new ExistingDatabase("legacy", { engine: "postgres", port: 5432, databaseName: "legacy", address, arn,
 *   resourceId: "db-…", securityGroupId: "sg-…" })
 */
export class ExistingDatabase extends pulumi.ComponentResource implements ShareableDatabase {
  /** What its clients speak. */
  readonly engine: DatabaseEngine;
  /** TCP port. */
  readonly port: number;
  /** Name of the database in the server. */
  readonly databaseName: string;
  /** Endpoint name without the port. TLS and IAM tokens are for this name. */
  readonly address: string;
  /** `reader`, of a cluster. */
  readonly otherAddresses: Readonly<Record<string, string>>;
  /** What names it in `rds-db:connect`, where there is IAM login. */
  readonly resourceId: pulumi.Input<string> | undefined;
  /** The security group that decides who may connect. */
  readonly securityGroupId: string;
  /** The same for all on one port that carry the group, which takes one rule for them. */
  readonly securityGroupKey: string;
  /** Whether the gateway adds its rule to the group. */
  readonly addIngressRule: boolean;
  /** By what VPC Lattice finds it. */
  readonly target: DatabaseTarget;

  constructor(name: string, args: ExistingDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:ExistingDatabase", name, args, opts);
    const { arn, address, readerAddress } = args;
    this.engine = args.engine;
    this.port = args.port;
    this.databaseName = args.databaseName;
    this.address = address;
    this.otherAddresses = readerAddress === undefined ? {} : { reader: readerAddress };
    this.resourceId = args.resourceId;
    this.securityGroupId = args.securityGroupId;
    this.securityGroupKey = `${args.securityGroupId}-${args.port}`;
    this.addIngressRule = args.addIngressRule ?? true;
    this.target =
      arn === undefined
        ? { kind: TargetKind.DomainName, value: address, isPrivate: !RDS_NAME.test(address) }
        : { kind: TargetKind.Arn, value: arn };
    this.registerOutputs({ address, securityGroupId: this.securityGroupId });
  }
}

/** RDS's names are in public DNS, with private addresses. */
const RDS_NAME = /\.rds(?:\.[a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?$/;
