import { isUnknown, unknown, type Maybe } from "../../reachability/maybe";
import type { DatabaseProxy } from "../../reachability/database-proxy";
import type { Groups } from "../network/groups";
import type { Item } from "../inventory/item";
import { vpcOfFirst } from "../network/network";
import type { References } from "../inventory/references";
import { types } from "../inventory/resource-types";
import { networkTypeOf, proxyEndpoints } from "./proxy-endpoints";

/** RDS Proxies and their further endpoints, with the database in their target group; one that a program makes without a target leads nowhere. */
export function proxies(groups: Groups): readonly DatabaseProxy[] {
  const targets = new ProxyTargets(groups.references);
  const found = groups.references.inventory.eachOf(...types.proxy).flatMap((item) => {
    const databaseId = targets.of(item);
    return databaseId === undefined ? [] : [proxyNode(groups, item, databaseId)];
  });
  return [...found, ...proxyEndpoints(groups, found)];
}

function proxyNode(groups: Groups, item: Item, databaseId: Maybe<string>): DatabaseProxy {
  const { references } = groups;
  const security = item.told("vpcSecurityGroupIds");
  const address = item.told("endpoint");
  const resourceId = item.arn?.split(":")[6];
  const requireTls = item.flag(item.get("requireTls")) ?? false;
  return {
    id: item.id,
    arn: item.arn ?? unknown(`the ARN of ${item.name} is known`),
    name: item.get("dbProxyName").text() ?? item.get("name").text() ?? item.name,
    account: item.account,
    region: item.region,
    vpcId: vpcOfProxy(references, item),
    subnetIds: references.many(item, item.get("vpcSubnetIds"), types.subnet),
    securityGroupIds: security.absent ? unknown(item.until(security)) : groups.many(item, security),
    port: portOf(item),
    address: address.text() ?? unknown(item.until(address)),
    ...(resourceId === undefined ? {} : { resourceId }),
    requireTls,
    iamAuthentication: iamOf(item),
    ...(item.get("endpointNetworkType").absent ? {} : { networkType: networkTypeOf(item) }),
    databaseId,
    // Neither package tells the status of a proxy.
    available: true,
  };
}

function vpcOfProxy(references: References, item: Item): Maybe<string> {
  const told = references.one(item, item.get("vpcId"), types.vpc);
  if (typeof told === "string") return told;
  const subnetIds = references.many(item, item.get("vpcSubnetIds"), types.subnet);
  return vpcOfFirst(references, subnetIds) ?? unknown(`a subnet of ${item.name} is known`);
}

const ports: Readonly<Record<string, number>> = { POSTGRESQL: 5432, MYSQL: 3306, SQLSERVER: 1433 };

/** A proxy listens on its engine's default port (RDS user guide, "Connecting to a database through RDS Proxy"). */
function portOf(item: Item): Maybe<number> {
  const family = item.get("engineFamily");
  return ports[family.text() ?? ""] ?? unknown(item.until(family));
}

/** Whether clients log in by IAM: for every user of a scheme, or for those of which a secret says so. */
function iamOf(item: Item): Maybe<boolean> {
  const scheme = item.get("defaultAuthScheme");
  if (scheme.text() === "IAM_AUTH") return true;
  const words = item
    .get(item.resource.native ? "auth" : "auths")
    .items()
    .map((auth) => auth.get("iamAuth"));
  const open = [scheme, ...words].find((field) => field.unknown);
  if (open !== undefined) return unknown(item.until(open));
  return words.some((field) => ["REQUIRED", "ENABLED"].includes(field.text() ?? ""));
}

/** The databases that proxies lead to. */
class ProxyTargets {
  readonly #of = new Map<string, Maybe<string>>();
  readonly #astray = new Map<string, Maybe<string>>();

  constructor(references: References) {
    for (const item of references.inventory.of(
      "aws:rds/proxyTarget:ProxyTarget",
      "aws-native:rds:DbProxyTargetGroup",
    )) {
      const field = item.get("dbProxyName");
      const proxy = references.one(item, field, types.proxy) ?? unknown(item.until(field));
      const database = databaseOf(references, item);
      if (database === undefined) continue;
      if (typeof proxy === "string") this.#of.set(proxy, database);
      else this.#astray.set(item.source.name, proxy);
    }
  }

  of(proxy: Item): Maybe<string> | undefined {
    const found = this.#of.get(proxy.id) ?? this.#astray.get(proxy.source.name);
    return found ?? (proxy.resource.external ? unknown(`the target of ${proxy.name} is known`) : undefined);
  }
}

const databaseProperties = [
  ["dbInstanceIdentifier", types.instance],
  ["dbClusterIdentifier", types.cluster],
  ["dbInstanceIdentifiers", types.instance],
  ["dbClusterIdentifiers", types.cluster],
] as const;

function databaseOf(references: References, item: Item): Maybe<string> | undefined {
  for (const [property, tokens] of databaseProperties) {
    const field = item.get(property);
    const ids = references.many(item, field, tokens);
    if (isUnknown(ids)) return ids;
    if (ids[0] !== undefined && ids[0] !== "") return ids[0];
  }
  return undefined;
}
