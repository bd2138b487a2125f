import { AwsError } from "../../../ground/aws-error";
import type { Entity } from "../../../state/store";
import type { Caller, Services } from "../../services";
import { authorities } from "../certificate-authorities";
import { checkIsPublic, checkMonitoring } from "../check-surroundings";
import { checkIdentifier } from "../database-checks";
import { checkMaintenanceWindow } from "../windows";
import { clusterEngineNamed } from "./engines";
import type { DbCluster, DbClusterInstance } from "./entities";
import { checkClusterInstanceClass } from "./instance-classes";

/** The rules for an instance of a cluster, new or changed. */
export function checkClusterInstance(
  services: Pick<Services, "store" | "clock" | "settings">,
  caller: Caller,
  { data: cluster }: Entity<DbCluster>,
  instance: DbClusterInstance,
): void {
  checkIdentifier("DBInstanceIdentifier", instance.dbInstanceIdentifier);
  checkClusterInstanceClass(clusterEngineNamed(cluster.engine), cluster.engineVersion, instance.dbInstanceClass);
  if (instance.dbInstanceClass === "db.serverless" && cluster.serverlessV2ScalingConfiguration === undefined) {
    const message =
      "Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB instance.";
    throw new AwsError("InvalidParameterCombination", message);
  }
  if (instance.promotionTier < 0 || instance.promotionTier > 15) {
    const message = `Invalid promotion tier: ${instance.promotionTier}. It must be between 0 and 15.`;
    throw new AwsError("InvalidParameterValue", message);
  }
  if (!authorities.includes(instance.caCertificateIdentifier)) {
    throw new AwsError("CertificateNotFound", `Certificate not found: ${instance.caCertificateIdentifier}`);
  }
  checkMaintenanceWindow(instance.preferredMaintenanceWindow);
  checkMonitoring(services, caller, instance);
  if (instance.publiclyAccessible) checkIsPublic(services.store, cluster.vpcId);
}
