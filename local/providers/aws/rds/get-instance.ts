import type { Entity } from "../../../state/store";
import { clusterAsInstance } from "../../../services/rds/clusters/as-instance";
import { clusterInstanceOf, findCluster } from "../../../services/rds/clusters/find";
import type { DbInstance } from "../../../services/rds/entities";
import { dbInstanceOf } from "../../../services/rds/find";
import { NotModelledError } from "../../../services/not-modelled";
import { mapOf, text } from "../../fields";
import { providerFunction } from "../../functions";
import type { Call, Properties } from "../../resource-type";
import { theOne } from "../the-one";

/** An instance, one of a cluster too. */
export const getInstance = providerFunction({
  token: "aws:rds/getInstance:getInstance",
  fields: { dbInstanceIdentifier: text(), region: text(), tags: mapOf(text()) },
  invoke: (given, { dbInstanceIdentifier: id, region = given.region }) => {
    if (id === undefined) throw new NotModelledError("a search for instances by tags", "say dbInstanceIdentifier");
    const call = { ...given, region };
    const found = dbInstanceOf(call.services.store, call, id);
    if (found !== undefined) return { ...propertiesOf(call, found), dbClusterIdentifier: "", region };
    const member = memberOf(call, id);
    return theOne("RDS DB Instance", member === undefined ? [] : [{ ...member, region }]);
  },
});

function propertiesOf(call: Call, { arn, data }: Entity<DbInstance>): Properties {
  const { endpoint, masterUserSecret, readReplicaSource } = data;
  const source = dbInstanceOf(call.services.store, call, readReplicaSource ?? "");
  return {
    ...data,
    id: data.dbInstanceIdentifier,
    dbInstanceArn: arn,
    dbInstancePort: endpoint.port,
    port: endpoint.port,
    address: endpoint.address,
    endpoint: `${endpoint.address}:${endpoint.port}`,
    hostedZoneId: endpoint.hostedZoneId,
    resourceId: data.dbiResourceId,
    dbName: data.dbName ?? "",
    dbParameterGroups: [data.dbParameterGroupName],
    dbSubnetGroup: data.dbSubnetGroupName,
    caCertIdentifier: data.caCertificateIdentifier,
    multiAz: data.multiAZ,
    vpcSecurityGroups: data.vpcSecurityGroupIds,
    optionGroupMemberships: data.optionGroupName === "" ? [] : [data.optionGroupName],
    masterUserSecrets: masterUserSecret === undefined ? [] : [masterUserSecret],
    replicateSourceDb: source?.data.dbInstanceIdentifier ?? "",
    ...{ kmsKeyId: data.kmsKeyId ?? "", monitoringRoleArn: data.monitoringRoleArn ?? "", timezone: "" },
    ...{ iops: data.iops ?? 0, storageThroughput: data.storageThroughput ?? 0 },
    maxAllocatedStorage: data.maxAllocatedStorage ?? 0,
  };
}

function memberOf(call: Call, id: string): Properties | undefined {
  const member = clusterInstanceOf(call.services.store, call, id);
  if (member === undefined) return undefined;
  const { data } = member;
  const cluster = clusterAsInstance(
    call.services.store,
    findCluster(call.services.store, call, data.dbClusterResourceId),
  );
  const { masterUserSecret: _secret, ...shared } = cluster.data;
  const { dbClusterResourceId: _cluster, address, ...own } = data;
  const endpoint = { ...shared.endpoint, address };
  const instance = { ...member, data: { ...shared, ...own, endpoint } };
  return {
    ...propertiesOf(call, { ...cluster, ...instance, kind: cluster.kind }),
    dbClusterIdentifier: shared.dbInstanceIdentifier,
  };
}
