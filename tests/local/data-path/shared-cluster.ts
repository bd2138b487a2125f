import { clusterAsInstance } from "../../../local/services/rds/clusters/as-instance";
import { createClusterInstance } from "../../../local/services/rds/clusters/cluster-instance";
import type { CreateDbClusterRequest } from "../../../local/services/rds/clusters/cluster-request";
import { createDbCluster } from "../../../local/services/rds/clusters/create-cluster";
import { dbClusterKind, type DbCluster } from "../../../local/services/rds/clusters/entities";
import type { Services } from "../../../local/services/services";
import type { Entity } from "../../../local/state/store";
import { owner } from "../test-services";
import { shareThing, type SharedDatabase } from "./shared-database";

export interface SharedCluster extends SharedDatabase {
  readonly cluster: Entity<DbCluster>;
}

/** As `shareDatabase`, of an Aurora cluster with as many instances, `orders-1` the writer. */
export async function shareCluster(
  services: Services,
  instances = 2,
  change: Partial<CreateDbClusterRequest> = {},
): Promise<SharedCluster> {
  const shared = await shareThing(services, async ({ dbSubnetGroupName, databaseGroup }) => {
    const cluster = await createDbCluster(services, owner, {
      dbClusterIdentifier: "orders",
      engine: "aurora-postgresql",
      engineVersion: "17",
      databaseName: "orders",
      masterUsername: "owner",
      manageMasterUserPassword: true,
      dbSubnetGroupName,
      vpcSecurityGroupIds: [databaseGroup],
      iamDatabaseAuthenticationEnabled: true,
      storageEncrypted: true,
      ...change,
    });
    for (let number = 1; number <= instances; number++) await addInstance(services, number, cluster.data.engine);
    const resourceConfigurationDefinition = { arnResource: { arn: cluster.arn } };
    const instance = clusterAsInstance(services.store, cluster);
    return { instance, configuration: { type: "ARN", resourceConfigurationDefinition } };
  });
  const cluster = services.store.get(dbClusterKind, shared.instance.id);
  if (cluster === undefined) throw new Error("the cluster is gone");
  return { ...shared, cluster };
}

/** `orders-<number>` joins the cluster. */
export async function addInstance(services: Services, number: number, engine = "aurora-postgresql"): Promise<void> {
  await createClusterInstance(services, owner, {
    dbInstanceIdentifier: `orders-${number}`,
    dbClusterIdentifier: "orders",
    engine,
    dbInstanceClass: "db.t4g.medium",
  });
}
