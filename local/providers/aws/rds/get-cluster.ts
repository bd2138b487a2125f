import { clusterOf, membersOf } from "../../../services/rds/clusters/find";
import { mapOf, text } from "../../fields";
import { providerFunction } from "../../functions";
import { theOne } from "../the-one";

export const getCluster = providerFunction({
  token: "aws:rds/getCluster:getCluster",
  fields: { clusterIdentifier: text({ required: true }), region: text(), tags: mapOf(text()) },
  invoke: (given, { clusterIdentifier, region = given.region }) => {
    const { store } = given.services;
    const found = clusterOf(store, { ...given, region }, clusterIdentifier);
    const { id, arn, data } = theOne("RDS Cluster", found === undefined ? [] : [found]);
    const { masterUserSecret } = data;
    return {
      ...data,
      ...{ arn, region, id: data.dbClusterIdentifier, clusterIdentifier: data.dbClusterIdentifier },
      clusterResourceId: data.dbClusterResourceId,
      clusterMembers: membersOf(store, id).map((it) => it.data.dbInstanceIdentifier),
      databaseName: data.databaseName ?? "",
      masterUserSecrets: masterUserSecret === undefined ? [] : [masterUserSecret],
      ...{ kmsKeyId: data.kmsKeyId ?? "", monitoringRoleArn: data.monitoringRoleArn ?? "" },
      ...{ engineMode: "provisioned", clusterScalabilityType: "standard", iamRoles: [], dbSystemId: "" },
      ...{ finalSnapshotIdentifier: "", replicationSourceIdentifier: "" },
    };
  },
});
