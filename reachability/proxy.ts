import type { DatabaseProxy } from "./database-proxy";
import { naming } from "./indexed";
import { remembered } from "./remembered";
import type { Database, Topology } from "./topology";

/** The proxies that lead to a database, or may do so: the default endpoint of one to the writer, others as their role says. */
export function proxiesOf({ proxies }: Topology, { id, proxy, cluster }: Database): readonly DatabaseProxy[] {
  if (proxies === undefined || proxies.length === 0 || proxy !== undefined) return [];
  const other = cluster?.endpoint === "reader" ? "READ_WRITE" : "READ_ONLY";
  return proxiesNaming(proxies, id).filter(({ role = "READ_WRITE" }) => role !== other);
}

const proxiesNaming = naming(({ databaseId }: DatabaseProxy) => [databaseId]);

/** The database as a client of the proxy meets it: at the proxy's name, port, place and security groups. */
export const seenThrough = remembered((proxy: DatabaseProxy): Database => {
  const { id, arn, name, account, region, vpcId, subnetIds, securityGroupIds, port, address, available } = proxy;
  const met = { id, arn, name, account, region, vpcId, subnetIds, securityGroupIds, port, address, available };
  const { resourceId, iamAuthentication, requireTls, networkType } = proxy;
  return {
    ...met,
    ...(resourceId === undefined ? {} : { resourceId }),
    ...(iamAuthentication === undefined ? {} : { iamAuthentication }),
    ...(networkType === undefined ? {} : { networkType }),
    ...(requireTls === undefined ? {} : { requiresTls: requireTls }),
    publiclyAccessible: false,
    proxy,
  };
});
