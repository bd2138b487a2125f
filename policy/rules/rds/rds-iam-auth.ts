import { rule } from "../../framework/rule";
import { stated } from "../../framework/stated";
import { engineOf, isEngine } from "./engine";
import { isMember } from "./origin";

/** The engines that know IAM logins. */
const engines = ["mysql", "mariadb", "postgres", "aurora-mysql", "aurora-postgresql"];

export const rdsIamAuth = rule({
  id: "rds-iam-auth",
  sentence: "A database takes IAM logins.",
  why: "Lattice checks no identity on the way to a database, so its own login is the only check there is.",
  fix: "Switch IAM database authentication on, and give logins the role rds_iam (or the plugin AWSAuthenticationPlugin).",
  severity: "medium",
  level: "advisory",
  controls: [
    "FSBP RDS.10",
    "FSBP RDS.12",
    "checkov CKV_AWS_161",
    "checkov CKV_AWS_162",
    "trivy AWS-0176",
    "cdk-nag RDS6",
  ],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html",
  reads: {
    "aws:rds/instance:Instance": ["iamDatabaseAuthenticationEnabled", "engine"],
    "aws:rds/cluster:Cluster": ["iamDatabaseAuthenticationEnabled", "engine"],
    "aws-native:rds:DbInstance": ["enableIamDatabaseAuthentication", "engine", "dbClusterIdentifier"],
    "aws-native:rds:DbCluster": ["enableIamDatabaseAuthentication", "engine"],
  },
  check(database) {
    const name = database.native ? "enableIamDatabaseAuthentication" : "iamDatabaseAuthenticationEnabled";
    const logins = database.get(name);
    // Left out means off, also for a replica; a cluster decides for its members.
    if (!logins.isNotTrue() || isMember(database)) return [];
    return isEngine(engineOf(database) ?? "", engines) ? [{ at: logins, what: stated(logins) }] : [];
  },
});
