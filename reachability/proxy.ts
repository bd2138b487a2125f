import type { DatabaseProxy } from "./database-proxy";
import { naming } from "./indexed";
import { remembered } from "./remembered";
import type { Database, Topology } from "./topology";

/**
 * The proxies that lead to a database, or may do so; none to a reader endpoint: the default endpoint of a proxy leads
 * to the writer.
 */
export function proxiesOf({ proxies }: Topology, { id, proxy, cluster }: Database): readonly DatabaseProxy[] {
  if (proxies === undefined || proxy !== undefined || cluster?.endpoint === "reader") return [];
  return proxiesNaming(proxies, id);
}

const proxiesNaming = naming(({ databaseId }: DatabaseProxy) => [databaseId]);

/** The database as a client of the proxy meets it: at the proxy's name, port, place and security groups. */
export const seenThrough = remembered((proxy: DatabaseProxy): Database => {
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
});
