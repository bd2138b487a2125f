import type { Resource } from "../../../resources/resource";
import { rule } from "../../framework/rule";
import { isDefaultGroup } from "./default-group";
import { engineOf } from "./engine";
import { origin, originOf } from "./origin";

export const rdsNoPublicAccess = rule({
  id: "rds-no-public-access",
  sentence: "A database has no public address.",
  why: "A public address puts the login prompt on the internet, and Lattice shares only databases without one.",
  fix: "Set publiclyAccessible to false.",
  severity: "critical",
  level: "mandatory",
  controls: [
    "FSBP RDS.2",
    "CIS 2.2.3",
    "Config rds-instance-public-access-check",
    "checkov CKV_AWS_17",
    "trivy AWS-0180",
    "cdk-nag RDSInstancePublicAccess",
  ],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
  reads: {
    "aws:rds/instance:Instance": ["publiclyAccessible"],
    "aws:rds/clusterInstance:ClusterInstance": ["publiclyAccessible"],
    "aws-native:rds:DbInstance": ["publiclyAccessible", "dbSubnetGroupName", "engine", ...origin.nativeInstance],
    "aws-native:rds:DbCluster": ["publiclyAccessible", "dbSubnetGroupName", "engine", ...origin.nativeCluster],
  },
  check(database) {
    const access = database.get("publiclyAccessible");
    if (access.flag() === true) return [{ at: access, what: "is true" }];
    if (access.present || !becomesPublic(database)) return [];
    return [
      { at: access, what: "is left out, and without a subnet group of its own RDS then makes a database public" },
    ];
  },
  mend: () => ({ publiclyAccessible: false }),
});

/** @pulumi/aws sends false if the switch is left out; aws-native leaves the choice to RDS. */
function becomesPublic(database: Resource): boolean {
  if (!database.native || !isDefaultGroup(database.get("dbSubnetGroupName"))) return false;
  // A replica stays in its source's subnet group, a cluster's member in its cluster's.
  if (["member", "replica"].includes(originOf(database)) || database.get("engine").unknown) return false;
  return engineOf(database)?.startsWith("aurora") !== true;
}
