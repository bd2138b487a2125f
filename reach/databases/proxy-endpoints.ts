import { isUnknown, unknown, type Maybe } from "../../reachability/maybe";
import type { DatabaseProxy } from "../../reachability/database-proxy";
import type { Groups } from "../network/groups";
import type { Item } from "../inventory/item";
import { vpcOfFirst } from "../network/network";
import { types } from "../inventory/resource-types";

/** Further endpoints of RDS Proxies, each an entrance of its own; those of a proxy that leads nowhere are left out. */
export function proxyEndpoints(groups: Groups, proxies: readonly DatabaseProxy[]): readonly DatabaseProxy[] {
  const { references } = groups;
  return references.inventory.eachOf(...types.proxyEndpoint).flatMap((item): readonly DatabaseProxy[] => {
    const field = item.get("dbProxyName");
    const named = references.target(item, field, types.proxy);
    const isRead = typeof named === "object" && !isUnknown(named);
    const behind = isRead ? proxies.find(({ id }) => id === named.id) : undefined;
    if (isRead && behind === undefined) return [];
    return [
      { ...(behind ?? unreadProxy(item)), ...entrance(groups, item), ...(behind === undefined ? {} : { behind }) },
    ];
  });
}

/** What is the endpoint's own: where it stands, and what it lets in. */
function entrance(groups: Groups, item: Item) {
  const { references } = groups;
  const [security, address] = [item.told("vpcSecurityGroupIds"), item.told("endpoint")];
  const subnetIds = references.many(item, item.get("vpcSubnetIds"), types.subnet);
  const told = references.one(item, item.get("vpcId"), types.vpc);
  const network = item.get("endpointNetworkType");
  return {
    id: item.id,
    arn: item.arn ?? unknown(`the ARN of ${item.name} is known`),
    name: item.get("dbProxyEndpointName").text() ?? item.name,
    vpcId:
      (typeof told === "string" ? told : vpcOfFirst(references, subnetIds)) ??
      unknown(`a subnet of ${item.name} is known`),
    subnetIds,
    securityGroupIds: security.absent ? unknown(item.until(security)) : groups.many(item, security),
    address: address.text() ?? unknown(item.until(address)),
    role: roleOf(item),
    ...(network.absent ? {} : { networkType: networkTypeOf(item) }),
  } satisfies Partial<DatabaseProxy>;
}

/** To the writer where nothing else is said (RDS API, CreateDBProxyEndpoint). */
function roleOf(item: Item): Maybe<"READ_WRITE" | "READ_ONLY"> {
  const field = item.get("targetRole");
  if (field.absent) return "READ_WRITE";
  return (["READ_WRITE", "READ_ONLY"] as const).find((it) => it === field.text()) ?? unknown(item.until(field));
}

export function networkTypeOf(item: Item): Maybe<"IPV4" | "DUAL"> {
  const field = item.get("endpointNetworkType");
  return (["IPV4", "DUAL"] as const).find((it) => it === field.text()) ?? unknown(item.until(field));
}

/** Of a proxy that was not read nothing else is known. */
function unreadProxy(item: Item) {
  const open = unknown(`the proxy of ${item.name} is read`);
  return { account: item.account, region: item.region, port: open, databaseId: open, available: true };
}
