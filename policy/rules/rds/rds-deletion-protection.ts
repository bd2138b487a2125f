import { rule } from "../../framework/rule";
import { stated } from "../../framework/stated";
import { origin, originOf } from "./origin";

export const rdsDeletionProtection = rule({
  id: "rds-deletion-protection",
  sentence: "A database cannot be deleted by mistake.",
  why: "Without deletion protection one wrong command, or one renamed resource, deletes the database and its data.",
  fix: "Set deletionProtection to true.",
  severity: "medium",
  level: "mandatory",
  relaxable: true,
  controls: [
    "FSBP RDS.7",
    "FSBP RDS.8",
    "Config rds-instance-deletion-protection-enabled",
    "checkov CKV_AWS_139",
    "checkov CKV_AWS_293",
    "trivy AWS-0177",
    "trivy AWS-0343",
    "cdk-nag RDS10",
  ],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html",
  reads: {
    "aws:rds/instance:Instance": ["deletionProtection", ...origin.instance],
    "aws:rds/cluster:Cluster": ["deletionProtection", ...origin.cluster],
    "aws:rds/globalCluster:GlobalCluster": ["deletionProtection", ...origin.globalCluster],
    "aws-native:rds:DbInstance": ["deletionProtection", ...origin.nativeInstance],
    "aws-native:rds:DbCluster": ["deletionProtection", ...origin.nativeCluster],
    "aws-native:rds:GlobalCluster": ["deletionProtection", ...origin.nativeGlobalCluster],
  },
  check(database) {
    const protection = database.get("deletionProtection");
    const from = originOf(database);
    // A cluster protects its members; left out means no protection everywhere.
    if (from === "member" || !protection.isNotTrue()) return [];
    const finding = { at: protection, what: stated(protection) };
    // What a replica holds its source has too.
    return [from === "replica" ? { ...finding, advisory: true } : finding];
  },
  mend: () => ({ deletionProtection: true }),
});
