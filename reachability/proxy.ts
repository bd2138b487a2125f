import { mayReferTo } from "./lookup";
import type { Maybe } from "./maybe";
import type { Database, Topology } from "./topology";

/**
 * An RDS Proxy by its default endpoint. It stands in the database's VPC and is never public (RDS user guide, "Quotas
 * and limitations for RDS Proxy"). Its security groups admit clients and let it out to the database alike.
 * Further endpoints of a proxy (`DBProxyEndpoint`) are not modelled.
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
}

/**
 * The proxies that lead to a database, or may do so; none to a reader endpoint: the default endpoint of a proxy leads
 * to the writer.
 */
export function proxiesOf({ proxies = [] }: Topology, { id, proxy, cluster }: Database): readonly DatabaseProxy[] {
  if (proxy !== undefined || cluster?.endpoint === "reader") return [];
  return proxies.filter(({ databaseId }) => mayReferTo(databaseId, id));
}

/** The database as a client of the proxy meets it: at the proxy's name, port, place and security groups. */
export function seenThrough(proxy: DatabaseProxy): Database {
  const { id, arn, name, account, region, vpcId, subnetIds, securityGroupIds, port, address, available } = proxy;
  const met = { id, arn, name, account, region, vpcId, subnetIds, securityGroupIds, port, address, available };
  const { resourceId, iamAuthentication, requireTls } = proxy;
  return {
    ...met,
    ...(resourceId === undefined ? {} : { resourceId }),
    ...(iamAuthentication === undefined ? {} : { iamAuthentication }),
    ...(requireTls === undefined ? {} : { requiresTls: requireTls }),
    publiclyAccessible: false,
    proxy,
  };
}
