import type { Maybe } from "./maybe";

/**
 * An RDS Proxy by one of its endpoints. It stands in the database's VPC and is never public (RDS user guide, "Quotas
 * and limitations for RDS Proxy"). Its security groups admit clients and let it out to the database alike. A further
 * endpoint has a place and security groups of its own, also in another VPC; to the database goes the proxy behind it.
 */
export interface DatabaseProxy {
  readonly id: string;
  readonly arn: Maybe<string>;
  /** For people: its name. */
  readonly name: string;
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  readonly vpcId: Maybe<string>;
  readonly subnetIds: Maybe<readonly string[]>;
  readonly securityGroupIds: Maybe<readonly string[]>;
  /** Of its endpoint: the engine's default port, whatever the database's is. */
  readonly port: Maybe<number>;
  /** Its endpoint's host name. */
  readonly address: Maybe<string>;
  /** `prx-…`: what `rds-db:connect` names for a login through the proxy. */
  readonly resourceId?: Maybe<string>;
  readonly requireTls?: Maybe<boolean>;
  /** Whether clients log in to the proxy by IAM. */
  readonly iamAuthentication?: Maybe<boolean>;
  /** The id of the instance or cluster in its target group. */
  readonly databaseId: Maybe<string>;
  readonly available: Maybe<boolean>;
  /** Left out: IPV4. */
  readonly networkType?: Maybe<"IPV4" | "DUAL">;
  /** Only of a further endpoint: the proxy itself. */
  readonly behind?: DatabaseProxy;
  /** Whether it leads to the writer or to readers. Left out: to the writer. */
  readonly role?: Maybe<"READ_WRITE" | "READ_ONLY">;
}
