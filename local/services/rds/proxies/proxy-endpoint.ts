import { arnOf } from "../../../../aws/arn";
import { AwsError } from "../../../ground/aws-error";
import type { Entity } from "../../../state/store";
import { deleteNetworkInterfaces, setInterfaceGroups } from "../../ec2/addresses";
import { vpcKind } from "../../ec2/entities";
import { entityOf } from "../../entity-of";
import type { Caller, Services } from "../../services";
import { checkSecurityGroups } from "../check-surroundings";
import { endpointAddress } from "../identifiers";
import { checkIdentifier } from "../database-checks";
import { vpcOfSubnets } from "./check-proxy";
import { dbProxyEndpointKind, type DbProxyEndpoint } from "./entities";
import { findProxy, findProxyEndpoint, proxyEndpointOf } from "./find";
import { putProxyInterfaces } from "./proxy";

export type CreateProxyEndpointRequest = Pick<
  DbProxyEndpoint,
  "dbProxyEndpointName" | "targetRole" | "vpcSubnetIds" | "tags"
> & { readonly dbProxyName: string; readonly vpcSecurityGroupIds?: readonly string[] | undefined };

/** CreateDBProxyEndpoint: in the VPC of its proxy. */
export function createProxyEndpoint(
  services: Pick<Services, "store" | "ids">,
  caller: Caller,
  request: CreateProxyEndpointRequest,
): Promise<Entity<DbProxyEndpoint>> {
  return services.store.transaction((transaction) => {
    const { dbProxyName, targetRole, vpcSubnetIds, tags } = request;
    const proxy = findProxy(transaction, caller, dbProxyName);
    const name = request.dbProxyEndpointName.toLowerCase();
    checkIdentifier("DBProxyEndpointName", name);
    if (proxyEndpointOf(transaction, caller, dbProxyName, name) !== undefined) {
      throw new AwsError("DBProxyEndpointAlreadyExistsFault", `DB proxy endpoint ${name} already exists.`);
    }
    if (targetRole === "READ_ONLY" && proxy.data.target?.type === "RDS_INSTANCE") {
      const message =
        "READ_ONLY endpoints lead to the readers of an Aurora cluster; the proxy's target is an instance.";
      throw new AwsError("InvalidParameterCombination", message);
    }
    const vpcId = vpcOfSubnets(transaction, caller, vpcSubnetIds);
    if (vpcId !== proxy.data.vpcId) {
      const message = `Endpoints of ${dbProxyName} in another VPC than its own are not modelled here, got ${vpcId}`;
      throw new AwsError("InvalidParameterValue", message);
    }
    const own = transaction.get(vpcKind, vpcId)?.data.defaultSecurityGroupId ?? "";
    const wanted = request.vpcSecurityGroupIds ?? [];
    const vpcSecurityGroupIds = wanted.length > 0 ? wanted : [own];
    checkSecurityGroups(transaction, caller, { vpcId, vpcSecurityGroupIds });
    const id = `prx-endpoint-${services.ids.hex(17)}`;
    const endpoint = entityOf(dbProxyEndpointKind, id, arnOf(caller, "rds", `db-proxy-endpoint:${id}`), caller, {
      ...{ dbProxyEndpointName: name, dbProxyId: proxy.id, targetRole, vpcId, vpcSubnetIds, vpcSecurityGroupIds, tags },
      endpoint: endpointAddress(caller, name, "endpoint.proxy-"),
    });
    putProxyInterfaces(transaction, services.ids, caller, endpoint);
    transaction.put(endpoint);
    return endpoint;
  });
}

/** ModifyDBProxyEndpoint and AddTagsToResource. */
export function modifyProxyEndpoint(
  services: Pick<Services, "store">,
  caller: Caller,
  proxyName: string,
  name: string,
  { vpcSecurityGroupIds, tags }: Partial<Pick<DbProxyEndpoint, "vpcSecurityGroupIds" | "tags">>,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const before = findProxyEndpoint(transaction, caller, proxyName, name);
    const groups = vpcSecurityGroupIds ?? before.data.vpcSecurityGroupIds;
    const data = { ...before.data, vpcSecurityGroupIds: groups, tags: tags ?? before.data.tags };
    checkSecurityGroups(transaction, caller, data);
    setInterfaceGroups(transaction, before.arn, groups);
    transaction.put({ ...before, data });
  });
}

export function deleteProxyEndpoint(
  services: Pick<Services, "store">,
  caller: Caller,
  proxyName: string,
  name: string,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const endpoint = findProxyEndpoint(transaction, caller, proxyName, name);
    deleteNetworkInterfaces(transaction, endpoint.arn);
    transaction.delete(dbProxyEndpointKind, endpoint.id);
  });
}
