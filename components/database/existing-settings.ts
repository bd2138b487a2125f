import type { DatabaseEngine } from "./database-engine";

/**
 * How a database that is there already is named, and what it takes to share it. Exactly one of `identifier`, `arn` and
 * `domainName` says which it is.
 */
export interface ExistingSettings {
  /** Identifier of an RDS instance, an Aurora cluster or an RDS Proxy of this account and Region. */
  readonly identifier?: string;
  /** ARN of an RDS instance or Aurora cluster of this account and Region. */
  readonly arn?: string;
  /** A DNS name of the VPC, where it is none of these: PostgreSQL on EC2, for example. */
  readonly domainName?: string;
  /**
   * What its clients speak. Required with `domainName`; else it must be what RDS says, where it is given.
   * @default - what RDS says
   */
  readonly engine?: DatabaseEngine;
  /**
   * TCP port, 1-65535. With `domainName` only: of its own databases RDS says it.
   * @default - the engine's: 5432 or 3306
   */
  readonly port?: number;
  /**
   * Name of the database in the server, which a client is told.
   * @default - what RDS says; the name of the setting where it does not
   */
  readonly databaseName?: string;
  /**
   * The security group that the gateway is let out to, and that gets the one rule that lets it in. Required with
   * `domainName` and where the database carries several.
   * @default - the one the database carries
   */
  readonly securityGroupId?: string;
  /**
   * Adds that one rule. Without it nothing of the database is touched, and the program says what to run.
   * @default true
   */
  readonly addIngressRule?: boolean;
}

export const EXISTING_PORTS = [1, 65535] as const;
