import { rdsEngineSupported as rule } from "../../../../policy/rules/rds/rds-engine-supported";
import { unknown } from "../../judge";
import { judges } from "../../tables";

const older = (floor: string) => `engineVersion is older than ${floor}, the oldest in standard support`;

for (const type of [
  "aws:rds/instance:Instance",
  "aws:rds/cluster:Cluster",
  "aws:rds/globalCluster:GlobalCluster",
  "aws-native:rds:DbInstance",
  "aws-native:rds:DbCluster",
  "aws-native:rds:GlobalCluster",
] as const) {
  judges(rule, type, {
    base: { engine: "postgres", engineVersion: "14" },
    passes: {
      "RDS's default version": { engineVersion: undefined },
      "a newer version": { engineVersion: "17.11" },
      "the oldest MySQL": { engine: "mysql", engineVersion: "8.4.0" },
      "a prefix that may become a newer one": { engine: "mysql", engineVersion: "8" },
      "a newer major with a smaller minor": { engine: "mysql", engineVersion: "9.1" },
      "a minor of two digits": { engine: "mysql", engineVersion: "8.10" },
      "a version with a letter before it": { engineVersion: "v9" },
      "Aurora MySQL 3": { engine: "aurora-mysql", engineVersion: "8.0.mysql_aurora.3.13.0" },
      "an engine without a floor": { engine: "oracle-ee", engineVersion: "11" },
      "no engine": { engine: undefined, engineVersion: "9" },
      "something that is no version": { engineVersion: "latest" },
      "extended support declined": { engineLifecycleSupport: "open-source-rds-extended-support-disabled" },
      "an older one that is allowed": [{ engineVersion: "12" }, { knobs: { oldest: ["postgres=12"] } }],
    },
    finds: {
      "PostgreSQL 13": [{ engineVersion: "13.23" }, older("14")],
      "PostgreSQL 9.6": [{ engine: "Postgres", engineVersion: " 9.6" }, older("14")],
      "MySQL 8.0": [{ engine: "mysql", engineVersion: "8.0.46" }, older("8.4")],
      "MySQL 5.7": [{ engine: "mysql", engineVersion: "5.7" }, older("8.4")],
      "MySQL 5": [{ engine: "mysql", engineVersion: 5 }, older("8.4")],
      "MariaDB 10.5": [{ engine: "mariadb", engineVersion: "10.5" }, older("10.6")],
      "Aurora PostgreSQL 13": [{ engine: "aurora-postgresql", engineVersion: "13.9" }, older("14")],
      "Aurora MySQL 2": [{ engine: "aurora-mysql", engineVersion: "5.7.mysql_aurora.2.11.2" }, older("8.0")],
      "Aurora 1": [{ engine: "aurora", engineVersion: "5.6.mysql_aurora.1.22.2" }, older("8.0")],
      "extended support accepted": [
        { engineLifecycleSupport: "open-source-rds-extended-support" },
        "engineLifecycleSupport accepts paid extended support of old versions",
      ],
      "a floor of the organisation's own": [
        { engineVersion: "16.3.1" },
        older("16.3.2"),
        { knobs: { oldest: ["mysql=9", "postgres=16.3.2"] } },
      ],
    },
    undecided: {
      "an unknown version": { engineVersion: unknown },
      "an unknown engine": { engine: unknown },
      "an unknown support": { engineLifecycleSupport: unknown },
    },
  });
}
judges(rule, "aws-native:rds:DbInstance", {
  base: { engine: "aurora-mysql", engineVersion: "5.7", dbClusterIdentifier: "orders" },
});

judges(rule, "aws:rds/instance:Instance", {
  base: { engine: "mariadb", engineVersion: "11.4.13" },
  options: { today: "2027-01-01" },
  passes: {
    "a release of its last year": { engineVersion: "10.11" },
    "PostgreSQL 14 before its last day": { engine: "postgres", engineVersion: "14.24" },
    "a major version this pack does not know": { engine: "postgres", engineVersion: "19" },
  },
  finds: {
    "MariaDB 10.6 after its last day": [
      { engineVersion: "10.6.28" },
      "engineVersion is out of standard support since 2026-12-31",
    ],
  },
});
