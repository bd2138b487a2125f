import { arnOf } from "../../../../aws/arn";
import { AwsError } from "../../../ground/aws-error";
import type { Entity, Transaction } from "../../../state/store";
import { defined } from "../../defined";
import { createNetworkInterface, deleteNetworkInterfaces, setInterfaceGroups } from "../../ec2/addresses";
import { vpcKind } from "../../ec2/entities";
import { entityOf } from "../../entity-of";
import { logGroupKind } from "../../logs/entities";
import { logGroupArn, putServiceLogGroup } from "../../logs/log-group";
import { allOwned } from "../../owned";
import type { Caller, Ids, Services } from "../../services";
import { endpointAddress } from "../identifiers";
import { checkIdentifier } from "../database-checks";
import { checkPool, checkProxy, vpcOfSubnets } from "./check-proxy";
import { dbProxyEndpointKind, dbProxyKind, type ConnectionPoolConfig, type DbProxy } from "./entities";
import { findProxy, proxyOf } from "./find";

/** RDS's quota of proxies in a Region. */
const QUOTA = 20;
const ports = { MYSQL: 3306, POSTGRESQL: 5432 } as const;

type Settings = Pick<
  DbProxy,
  | "auth"
  | "defaultAuthScheme"
  | "roleArn"
  | "requireTLS"
  | "idleClientTimeout"
  | "debugLogging"
  | "vpcSecurityGroupIds"
  | "tags"
>;

/** What is left out stays as it is, or gets RDS's defaults. */
export type ProxySettings = { readonly [K in keyof Settings]?: Settings[K] | undefined };

export type CreateProxyRequest = ProxySettings &
  Pick<DbProxy, "dbProxyName" | "engineFamily" | "roleArn" | "vpcSubnetIds">;

const defaultPool: ConnectionPoolConfig = {
  maxConnectionsPercent: 100,
  maxIdleConnectionsPercent: 50,
  connectionBorrowTimeout: 120,
  sessionPinningFilters: [],
};

/** CreateDBProxy: with a target group named `default` that has no target yet. */
export function createProxy(services: Services, caller: Caller, request: CreateProxyRequest): Promise<Entity<DbProxy>> {
  return services.store.transaction((transaction) => {
    const name = request.dbProxyName.toLowerCase();
    checkIdentifier("DBProxyName", name);
    if (proxyOf(transaction, caller, name) !== undefined) {
      throw new AwsError("DBProxyAlreadyExistsFault", `DB proxy ${name} already exists.`);
    }
    if (allOwned(transaction, dbProxyKind, caller).length >= QUOTA) {
      throw new AwsError("DBProxyQuotaExceededFault", `Your account already has ${QUOTA} DB proxies in this Region.`);
    }
    const vpcId = vpcOfSubnets(transaction, caller, request.vpcSubnetIds);
    const data: DbProxy = {
      ...{ auth: [], defaultAuthScheme: "NONE", requireTLS: false, idleClientTimeout: 1800, debugLogging: false },
      tags: {},
      ...defined(request),
      dbProxyName: name,
      vpcId,
      vpcSecurityGroupIds: groupsOr(request.vpcSecurityGroupIds, [
        transaction.get(vpcKind, vpcId)?.data.defaultSecurityGroupId ?? "",
      ]),
      endpoint: endpointAddress(caller, name, "proxy-"),
      port: ports[request.engineFamily],
      targetGroupId: `prx-tg-${services.ids.hex(17)}`,
      connectionPoolConfig: defaultPool,
    };
    checkProxy(services, caller, data);
    const id = `prx-${services.ids.hex(17)}`;
    const proxy = entityOf(dbProxyKind, id, arnOf(caller, "rds", `db-proxy:${id}`), caller, data);
    putProxyInterfaces(transaction, services.ids, caller, proxy);
    putLogs(transaction, caller, name);
    transaction.put(proxy);
    return proxy;
  });
}

/** ModifyDBProxy and AddTagsToResource. */
export function modifyProxy(services: Services, caller: Caller, name: string, settings: ProxySettings): Promise<void> {
  return services.store.transaction((transaction) => {
    const before = findProxy(transaction, caller, name);
    const vpcSecurityGroupIds = groupsOr(settings.vpcSecurityGroupIds, before.data.vpcSecurityGroupIds);
    const data = { ...before.data, ...defined(settings), vpcSecurityGroupIds };
    checkProxy(services, caller, data);
    setInterfaceGroups(transaction, before.arn, vpcSecurityGroupIds);
    transaction.put({ ...before, data });
  });
}

/** DeleteDBProxy: its endpoints go with it. */
export function deleteProxy(services: Pick<Services, "store">, caller: Caller, name: string): Promise<void> {
  return services.store.transaction((transaction) => {
    const proxy = findProxy(transaction, caller, name);
    for (const endpoint of transaction.list(dbProxyEndpointKind, ({ data }) => data.dbProxyId === proxy.id)) {
      deleteNetworkInterfaces(transaction, endpoint.arn);
      transaction.delete(dbProxyEndpointKind, endpoint.id);
    }
    deleteNetworkInterfaces(transaction, proxy.arn);
    transaction.delete(dbProxyKind, proxy.id);
  });
}

/** ModifyDBProxyTargetGroup: of the one group there is. */
export function modifyTargetGroup(
  services: Pick<Services, "store">,
  caller: Caller,
  name: string,
  changes: { readonly [K in keyof ConnectionPoolConfig]?: ConnectionPoolConfig[K] | undefined },
): Promise<void> {
  return services.store.transaction((transaction) => {
    const proxy = findProxy(transaction, caller, name);
    const connectionPoolConfig = { ...defaultPool, ...defined(changes) };
    checkPool(proxy.data, connectionPoolConfig);
    transaction.put({ ...proxy, data: { ...proxy.data, connectionPoolConfig } });
  });
}

/** Takes an address in each of its subnets. */
export function putProxyInterfaces(
  transaction: Transaction,
  ids: Pick<Ids, "hex">,
  caller: Caller,
  { arn, data }: Entity<Pick<DbProxy, "vpcSubnetIds" | "vpcSecurityGroupIds">>,
): void {
  for (const subnetId of data.vpcSubnetIds) {
    createNetworkInterface(transaction, ids, caller, {
      subnetId,
      groups: data.vpcSecurityGroupIds,
      interfaceType: "interface",
      description: "Network interface for DBProxy",
      requester: arn,
    });
  }
}

/** None asked for is as good as left out. */
function groupsOr(wanted: readonly string[] | undefined, otherwise: readonly string[]): readonly string[] {
  return wanted === undefined || wanted.length === 0 ? otherwise : wanted;
}

function putLogs(transaction: Transaction, caller: Caller, proxyName: string): void {
  const name = proxyLogs(proxyName);
  if (transaction.get(logGroupKind, logGroupArn(caller, name)) === undefined) {
    putServiceLogGroup(transaction, caller, name);
  }
}

/** The log group that a proxy writes to. */
export function proxyLogs(proxyName: string): string {
  return `/aws/rds/proxy/${proxyName}`;
}
