import { AwsError } from "../../../ground/aws-error";
import type { Entity, Reads } from "../../../state/store";
import type { Caller, Services } from "../../services";
import { clusterAsInstance } from "../clusters/as-instance";
import { clusterOf, findCluster } from "../clusters/find";
import type { DbInstance } from "../entities";
import { dbInstanceOf, findDbInstance } from "../find";
import type { DbProxy, ProxyTarget } from "./entities";
import { findProxy } from "./find";

/** What of the two is given. */
export interface TargetRequest {
  readonly dbInstanceIdentifier?: string | undefined;
  readonly dbClusterIdentifier?: string | undefined;
}

const families: Readonly<Record<string, DbProxy["engineFamily"]>> = {
  postgres: "POSTGRESQL",
  "aurora-postgresql": "POSTGRESQL",
  mysql: "MYSQL",
  mariadb: "MYSQL",
  "aurora-mysql": "MYSQL",
};

/** RegisterDBProxyTargets: a proxy leads to one database, in its own VPC and of its own family. */
export function registerTarget(
  services: Pick<Services, "store">,
  caller: Caller,
  proxyName: string,
  groupName: string,
  request: TargetRequest,
): Promise<ProxyTarget> {
  return services.store.transaction((transaction) => {
    const proxy = findProxy(transaction, caller, proxyName);
    checkGroup(groupName);
    const { database, type } = databaseOf(transaction, caller, request);
    if (proxy.data.target !== undefined) {
      const message = `The proxy ${proxyName} is already registered with ${proxy.data.target.rdsResourceId}.`;
      throw new AwsError("DBProxyTargetAlreadyRegisteredFault", message);
    }
    checkFit(proxy.data, database.data);
    const target = { type, rdsResourceId: database.data.dbInstanceIdentifier, databaseId: database.id };
    transaction.put({ ...proxy, data: { ...proxy.data, target } });
    return target;
  });
}

/** DeregisterDBProxyTargets. */
export function deregisterTarget(services: Pick<Services, "store">, caller: Caller, proxyName: string): Promise<void> {
  return services.store.transaction((transaction) => {
    const proxy = findProxy(transaction, caller, proxyName);
    const { target: _target, ...data } = proxy.data;
    transaction.put({ ...proxy, data });
  });
}

/** The database behind a proxy as an instance's words show it; undefined where it has none, or it is gone. */
export function targetDatabase(reads: Reads, { data, ...owner }: Entity<DbProxy>): Entity<DbInstance> | undefined {
  const { target } = data;
  if (target === undefined) return undefined;
  if (target.type === "RDS_INSTANCE") return dbInstanceOf(reads, owner, target.databaseId);
  const cluster = clusterOf(reads, owner, target.databaseId);
  return cluster && clusterAsInstance(reads, cluster);
}

function databaseOf(
  reads: Reads,
  caller: Caller,
  { dbInstanceIdentifier, dbClusterIdentifier }: TargetRequest,
): { readonly database: Entity<DbInstance>; readonly type: ProxyTarget["type"] } {
  if ((dbInstanceIdentifier === undefined) === (dbClusterIdentifier === undefined)) {
    const message = "Specify exactly one of DBInstanceIdentifiers and DBClusterIdentifiers.";
    throw new AwsError("InvalidParameterCombination", message);
  }
  if (dbInstanceIdentifier !== undefined) {
    return { database: findDbInstance(reads, caller, dbInstanceIdentifier), type: "RDS_INSTANCE" };
  }
  const cluster = findCluster(reads, caller, dbClusterIdentifier ?? "");
  return { database: clusterAsInstance(reads, cluster), type: "TRACKED_CLUSTER" };
}

function checkFit(proxy: DbProxy, { dbInstanceIdentifier, engine, vpcId }: DbInstance): void {
  if (families[engine] !== proxy.engineFamily) {
    const message = `The engine ${engine} of ${dbInstanceIdentifier} doesn't match the proxy's engine family ${proxy.engineFamily}.`;
    throw new AwsError("InvalidParameterValue", message);
  }
  if (vpcId === proxy.vpcId) return;
  const message = `${dbInstanceIdentifier} is in ${vpcId}, and the proxy in ${proxy.vpcId}: they must share a VPC.`;
  throw new AwsError("InvalidParameterValue", message);
}

function checkGroup(name: string): void {
  if (name === "default") return;
  throw new AwsError("DBProxyTargetGroupNotFoundFault", `DB proxy target group ${name} not found.`);
}
