import { rdsIamAuth as rule } from "../../../../policy/rules/rds/rds-iam-auth";
import { unknown } from "../../judge";
import { judges } from "../../tables";

for (const [type, logins] of [
  ["aws:rds/instance:Instance", "iamDatabaseAuthenticationEnabled"],
  ["aws:rds/cluster:Cluster", "iamDatabaseAuthenticationEnabled"],
  ["aws-native:rds:DbInstance", "enableIamDatabaseAuthentication"],
  ["aws-native:rds:DbCluster", "enableIamDatabaseAuthentication"],
] as const) {
  judges(rule, type, {
    base: { engine: "postgres", [logins]: true },
    passes: {
      "an engine without IAM logins": { engine: "sqlserver-ex", [logins]: undefined },
      "a replica or restored database that names no engine": { engine: undefined, [logins]: undefined },
    },
    finds: {
      "IAM logins left out": [{ [logins]: undefined }, `${logins} is left out`],
      "IAM logins off": [{ [logins]: false }, `${logins} is false`],
      MySQL: [{ engine: "mysql", [logins]: false }, `${logins} is false`],
      MariaDB: [{ engine: "mariadb", [logins]: false }, `${logins} is false`],
      "Aurora PostgreSQL": [{ engine: "aurora-postgresql", [logins]: false }, `${logins} is false`],
      "Aurora MySQL": [{ engine: "Aurora-MySQL", [logins]: false }, `${logins} is false`],
    },
    undecided: {
      "an unknown switch": { [logins]: unknown },
      "an unknown engine": { engine: unknown, [logins]: false },
    },
  });
}
judges(rule, "aws-native:rds:DbInstance", {
  base: { engine: "aurora-mysql", dbClusterIdentifier: "orders" },
  finds: { "no member": [{ dbClusterIdentifier: "" }, "enableIamDatabaseAuthentication is left out"] },
});
judges(rule, "aws-native:rds:DbCluster", {
  base: { engine: "mysql", enableIamDatabaseAuthentication: true, dbClusterIdentifier: "orders" },
  finds: {
    "a cluster with a name": [
      { enableIamDatabaseAuthentication: undefined },
      "enableIamDatabaseAuthentication is left out",
    ],
  },
});
