import type { Entity } from "../../../state/store";
import type { DbProxy } from "../../../services/rds/proxies/entities";
import { proxyOf } from "../../../services/rds/proxies/find";
import { deregisterTarget, registerTarget, targetDatabase } from "../../../services/rds/proxies/proxy-target";
import { integer, output, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType, type Call, type Problem, type Properties } from "../../resource-type";

/** The database behind a proxy. Its id is `proxy/group/type/database`, as the provider's. */
export const proxyTarget = resourceType({
  token: "aws:rds/proxyTarget:ProxyTarget",
  label: "RDS DB Proxy Target",
  fields: {
    dbClusterIdentifier: text({ replaces: true }),
    dbInstanceIdentifier: text({ replaces: true }),
    dbProxyName: text({ required: true, replaces: true }),
    targetGroupName: text({ required: true, replaces: true }),
    endpoint: output(text()),
    port: output(integer()),
    rdsResourceId: output(text()),
    targetArn: output(text()),
    trackedClusterId: output(text()),
    type: output(text()),
  },
  check: targetProblems,
  create: async (call, inputs) => {
    const { dbProxyName, targetGroupName } = inputs;
    const { type, rdsResourceId } = await registerTarget(call.services, call, dbProxyName, targetGroupName, inputs);
    return [dbProxyName, targetGroupName, type, rdsResourceId].join("/");
  },
  read: (call, id) => {
    const [name = "", targetGroupName, type, database] = id.split("/");
    const found = proxyOf(call.services.store, call, name);
    const { target } = found?.data ?? {};
    if (found === undefined || target?.type !== type || target?.rdsResourceId !== database) return undefined;
    return { ...propertiesOf(call, found), targetGroupName };
  },
  delete: (call, id) => unlessGone(deregisterTarget(call.services, call, id.split("/")[0] ?? "")),
});

function propertiesOf({ services }: Call, proxy: Entity<DbProxy>): Properties {
  const { target, dbProxyName } = proxy.data;
  const database = targetDatabase(services.store, proxy);
  const isCluster = target?.type === "TRACKED_CLUSTER";
  return {
    dbProxyName,
    ...(isCluster ? { dbClusterIdentifier: target.rdsResourceId } : { dbInstanceIdentifier: target?.rdsResourceId }),
    endpoint: database?.data.endpoint.address,
    port: database?.data.endpoint.port,
    rdsResourceId: target?.rdsResourceId,
    targetArn: database?.arn,
    trackedClusterId: isCluster ? target.rdsResourceId : "",
    type: target?.type,
  };
}

function targetProblems({ dbClusterIdentifier, dbInstanceIdentifier }: Properties): readonly Problem[] {
  if ((dbClusterIdentifier === undefined) !== (dbInstanceIdentifier === undefined)) return [];
  const reason = "or dbClusterIdentifier, exactly one of them, must be given";
  return [{ property: "dbInstanceIdentifier", reason }];
}
