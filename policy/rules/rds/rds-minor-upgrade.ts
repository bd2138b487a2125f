import { rule } from "../../framework/rule";

export const rdsMinorUpgrade = rule({
  id: "rds-minor-upgrade",
  sentence: "A database takes minor upgrades by itself.",
  why: "Minor releases bring security fixes, which nobody installs who has to remember them.",
  fix: "Set autoMinorVersionUpgrade to true, or leave it out.",
  severity: "low",
  level: "advisory",
  controls: ["FSBP RDS.13", "FSBP RDS.35", "CIS 2.2.2", "checkov CKV_AWS_226"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html",
  reads: {
    "aws:rds/instance:Instance": ["autoMinorVersionUpgrade"],
    "aws:rds/cluster:Cluster": ["autoMinorVersionUpgrade"],
    "aws:rds/clusterInstance:ClusterInstance": ["autoMinorVersionUpgrade"],
    "aws-native:rds:DbInstance": ["autoMinorVersionUpgrade"],
    "aws-native:rds:DbCluster": ["autoMinorVersionUpgrade"],
  },
  check(database) {
    // Left out means true.
    const upgrade = database.get("autoMinorVersionUpgrade");
    return upgrade.flag() === false ? [{ at: upgrade, what: "is false" }] : [];
  },
  mend: () => ({ autoMinorVersionUpgrade: true }),
});
